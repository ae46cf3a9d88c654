"""The sentences of the issue of the terminal application, and the tests that do what each one says."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent

SENTENCES = {
    # 1. Home
    "Home shows today at a glance": "tui/test_home.py::test_today_at_a_glance_in_every_size",
    "Home has one key for everything": "tui/test_home.py::test_one_key_leads_everywhere_and_back",
    "an empty database greets with a tour": (
        "tui/test_home.py::test_an_empty_database_greets_with_a_tour_of_three_questions"
    ),
    # 2. Question and feedback
    "options stay hidden until asked for": "tui/test_switches.py::test_hidden_options_come_when_asked_for",
    "pictures are drawn": "tui/test_pictures.py::test_a_picture_is_drawn_where_the_field_stays_in_sight",
    "pictures follow the size": "tui/test_pictures.py::test_a_picture_follows_language_and_size",
    "there is an input for every answer kind": "tui/test_quiz.py::test_every_answer_kind_by_keyboard",
    "ordering": "tui/test_boards.py::test_letters_put_lines_in_order",
    "matching": "tui/test_boards.py::test_pairs_by_keyboard_and_by_mouse",
    "spotting an error": "tui/test_boards.py::test_a_segment_and_its_correction",
    "free text": "tui/test_boards.py::test_a_text_is_compared_and_ticked",
    "live “read as”": "tui/test_reading_and_steps.py::test_what_is_understood_is_said_while_typing",
    "hints come step by step": "tui/test_quiz.py::test_hints_do_not_know_skip_and_undo",
    "feedback has verdict and slip": "tui/test_quiz.py::test_a_wrong_answer_names_the_slip_and_more_is_one_key_away",
    "worked steps are walked line by line": "tui/test_reading_and_steps.py::test_the_solution_is_walked_line_by_line",
    "the rating changes": "tui/test_review.py::test_easy_and_lucky_by_key_and_mouse",
    "flag": "tui/test_review.py::test_a_flag_needs_a_reason_which_is_never_markup",
    "bury and suspend": "tui/test_review.py::test_suspend_and_bury",
    "undo": "tui/test_review.py::test_undo_reaches_into_an_earlier_session",
    "wrong: two lines first, the rest one Enter away": (
        "tui/test_reading_and_steps.py::test_after_a_wrong_one_the_rest_is_one_enter_away"
    ),
    "right: one line, the next is one Enter away": (
        "tui/test_reading_and_steps.py::test_after_a_right_answer_the_next_question_is_one_enter_away"
    ),
    "explanation, note, follow-up, next due date": (
        "tui/test_item_actions.py::test_what_stands_behind_a_verdict_ends_with_follow_up_and_next_day"
    ),
    "open the note": "tui/test_item_actions.py::test_the_notes_of_an_item_are_opened_one_after_the_other",
    "edit in $EDITOR": "tui/test_item_actions.py::test_the_item_is_opened_where_it_stands",
    "a similar question with new numbers": (
        "tui/test_item_actions.py::test_the_same_is_asked_with_new_numbers_on_top_of_the_count"
    ),
    # 3. Browse
    "topics and items are a tree": "tui/test_browse.py::test_the_tree_shows_topics_and_opens_them",
    "the tree tells coverage and mastery": "tui/test_browse.py::test_a_topic_tells_coverage_and_mastery",
    "search and selector": "tui/test_browse.py::test_a_search_as_one_types",
    "terms are completed": "tui/test_browse.py::test_terms_are_completed",
    "the preview is what is asked; several seeds": (
        "tui/test_browse.py::test_the_preview_is_what_is_asked_with_several_seeds"
    ),
    "states of an item": "tui/test_browse.py::test_states_come_from_the_store",
    "history of an item": "tui/test_browse.py::test_quiz_me_and_history",
    # 4. Calculators
    "a calculator is chosen": "tui/test_calculating.py::test_one_is_chosen_by_typing",
    "formula, steps and result follow as one types": "tui/test_calculating.py::test_everything_follows_as_one_types",
    "a network is built as a table": "tui/test_network_table.py::test_layers_are_added_changed_and_removed",
    "a bundled network is loaded": "tui/test_network_table.py::test_a_bundled_network_is_loaded",
    "a network is saved as YAML": "tui/test_network_table.py::test_saved_in_the_own_bank",
    "“quiz me on this”": "tui/test_network_quiz.py::test_a_network_asks_and_tells",
    # 5. Statistics
    "parts and periods": "tui/test_statistics.py::test_keys_choose_part_and_period",
    "forecast, retention and calibration": "tui/test_statistics.py::test_a_long_part_scrolls",
    "mastery by topic": "tui/test_statistics.py::test_the_mouse_chooses_part_and_period",
    "one key explains each": "tui/test_statistics.py::test_one_key_explains_what_is_drawn",
    "the heat map": "tui/test_statistics.py::test_the_heat_map_can_be_hidden",
    # 6. Settings
    "every setting is there": "tui/test_settings.py::test_every_preference_is_there_on_the_smallest_screen",
    "a setting is stored at once": "tui/test_settings.py::test_arrows_change_and_store",
    "symbols": "tui/test_switches.py::test_ascii_is_everywhere",
    "the same through “quizzer config”": "cli/test_config.py::test_everything_is_listed",
    # 7. Habits
    "the palette finds actions": "tui/test_statistics.py::test_the_palette_knows_it",
    "the palette finds items": "tui/test_settings.py::test_the_palette_finds_items_and_calculators",
    "? explains the focused widget": "tui/test_quiz.py::test_help_explains_the_field",
    "arrows and vim keys": "tui/test_habits.py::test_vim_keys_and_arrows_move_alike",
    "digits choose": "tui/test_boards.py::test_the_pointer_and_space_mark_too",
    "tab order": "tui/test_habits.py::test_tab_goes_through_a_form_in_order_and_back",
    "tooltips": "tui/test_habits.py::test_a_key_of_the_footer_has_a_tooltip",
    "keys can be changed": "tui/test_own_keys.py::test_a_key_is_chosen_by_pressing_it",
    "mouse: home": "tui/test_home.py::test_a_click_on_a_line_does_what_its_key_does",
    "mouse: question": "tui/test_quiz.py::test_an_option_by_mouse",
    "mouse: browse": "tui/test_browse.py::test_by_mouse",
    "mouse: calculators": "tui/test_calculating.py::test_by_mouse",
    "mouse: network": "tui/test_network_table.py::test_by_mouse",
    "mouse: settings": "tui/test_settings.py::test_by_mouse",
    "copy a question": "tui/test_item_actions.py::test_question_and_answer_are_copied",
    "copy with OSC 52": "tui/test_habits.py::test_what_is_marked_with_the_mouse_is_copied",
    "resize down to 60x20 and up": "tui/test_habits.py::test_a_terminal_that_shrinks_and_grows_loses_nothing",
    "breakpoints": "tui/test_reading_and_steps.py::test_the_columns_follow_the_width",
    "NO_COLOR is legible": "tui/test_switches.py::test_without_colours_no_theme_is_black_on_black",
    "high contrast": "tui/test_switches.py::test_high_contrast_is_that_down_to_what_is_not_typed_yet",
    "animations off on request": "tui/test_switches.py::test_nothing_moves_without_animations",
    "wide characters stay aligned": "tui/test_switches.py::test_chinese_stays_and_lines_keep_their_width",
    "ambiguous characters stay aligned": "tui/test_switches.py::test_a_terminal_with_wide_signs_gets_ascii",
    "long work can be cancelled": "tui/test_exporting.py::test_escape_stops_and_leaves_no_file",
    # 8. In a browser
    "nothing comes from public hosts": "cli/test_serve.py::test_the_page_and_its_files_come_from_here_alone",
    "the Origin is checked": "cli/test_serve.py::test_strangers_are_refused",
    "other addresses need an option": "cli/test_serve.py::test_other_addresses_need_a_word",
    "a warning is printed": "cli/test_serve.py::test_a_warning_is_printed_before_others_can_come",
    "an answer is typed in a real Chromium": (
        "acceptance/test_browser.py::test_an_answer_is_typed_and_its_verdict_seen"
    ),
    # 9. Completion and doctor
    "completion for three shells": "cli/test_completion.py::test_each_shell_gets_a_script_that_it_can_read",
    "quizzer doctor": "cli/test_doctor.py::test_all_is_well_on_a_new_machine_and_nothing_is_made",
    "doctor asks the terminal for its widths": (
        "cli/test_doctor.py::test_the_terminal_is_asked_how_wide_its_characters_are"
    ),
    # It is met when
    "a key that begins a quiz is answered before the quiz is made": (
        "tui/test_staging.py::test_a_key_that_begins_a_quiz_is_answered_before_the_quiz_is_made"
    ),
    "what is typed while a screen is filled is not lost": (
        "tui/test_staging.py::test_keys_wait_until_their_screen_is_filled"
    ),
    "a screen that opens parses no styles": (
        "tui/test_staging.py::test_a_prepared_screen_looks_the_same_and_parses_no_styles"
    ),
    "Escape is not kept waiting": "tui/test_terminal.py::test_escape_comes_alone_and_a_sequence_in_one_piece",
    "no text of any item is cut off": "tui/test_every_item.py::test_texts_of_every_item_fit",
    "every item is drawn": "tui/test_every_item.py::test_the_screen_of_every_item_is_drawn",
    "snapshots of questions": "tui/test_looks.py::test_looks",
    "snapshots of the other screens": "tui/test_gallery.py::test_gallery",
    "snapshots without colour": "tui/test_gallery.py::test_gallery_without_colour",
    "a newcomer's first minute": "acceptance/test_terminal.py::test_the_first_minute",
    "a quiz left in the middle is taken up again": "tui/test_left_in_the_middle.py::test_home_goes_on_with_it",
    "Ctrl-C": "tui/test_details.py::test_ctrl_c_quits",
    "closing the lid is survived with a sentence": "plain/test_quiz.py::test_a_closed_lid_is_said_once",
    "a killed terminal loses nothing": "acceptance/test_terminal.py::test_however_it_ends_the_quiz_goes_on",
    "Ctrl-Z and back": "acceptance/test_terminal.py::test_stopped_and_continued_it_draws_itself_again",
    "a lost database is said": "acceptance/test_terminal.py::test_a_lost_database_is_said_and_nothing_breaks",
    "a damaged database is said": "tui/test_quiz.py::test_a_damaged_database_is_said_at_home",
}


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_test_does_what_is_said(sentence):
    path, _, name = SENTENCES[sentence].partition("::")
    assert name in names_in(path)
