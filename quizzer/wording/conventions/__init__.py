"""The conventions of the calculators in Chinese, by what they compute."""
