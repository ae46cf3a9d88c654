"""The full-screen face. Screens paint first and load what is heavy afterwards."""
