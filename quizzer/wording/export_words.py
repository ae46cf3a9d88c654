"""What the export says: sheets, formats and what was left out."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "export.sheet": Text("Practice questions", "练习题"),
    "export.key": Text("Key", "答案"),
    "export.answer": Text("Answer:", "答案："),
    "export.picture": Text("Drawing of the question", "题目示意图"),
    "export.done": Text("Written to {path}. Cards: {cards}.", "已将 {cards} 张卡片写入 {path}。"),
    "export.title": Text("Export", "导出"),
    "export.chosen": Text("what the pointer is on; items: {count}", "光标所在的内容：{count} 道题"),
    "export.found": Text("everything found; items: {count}", "搜到的全部内容：{count} 道题"),
    "export.file": Text("File", "文件"),
    "export.keys": Text(
        "Tab next field   Enter writes it   Esc stops or closes",
        "Tab 下一栏   回车写入   Esc 停止或关闭",
    ),
    "export.overwrite": Text(
        "{path} is there already. Enter again overwrites it.", "{path} 已经存在。再按一次回车即覆盖。"
    ),
    "export.cancelled": Text("Stopped; no file was written.", "已停止，没有写入文件。"),
    "export.left": Text(
        "{count} were left out (faulty claims, repeats, or no form for them).",
        "有 {count} 张未导出（挑错题、重复的变体，或该格式没有对应题型）。",
    ),
    "key.export": Text("Export", "导出"),
    "export.left.spot_error": Text(
        "Left out: {count} faulty claims to mark ({some} …). A false front without this program's feedback teaches the "
        "falsehood; --with-spot-error takes them along.",
        "未导出：{count} 道挑错题（{some} 等）。卡片正面是错误的说法，离开本程序的反馈反而容易记住错误；如需导出，"
        "请加 --with-spot-error。",
    ),
    "export.left.gift": Text(
        "Left out: {count} questions that GIFT has no form for: orders, formulas, cases in parts, several blanks or "
        "blanks with a number ({some} …).",
        "未导出：{count} 道题，GIFT 没有对应的题型：排序、写公式、分小问、多个空或填数值的空（{some} 等）。",
    ),
    "export.left.repeat": Text(
        "Left out: {count} variants that ask the same as one before ({some} …).",
        "未导出：{count} 个变体，与前面的题目相同（{some} 等）。",
    ),
    "export.refused.blank": Text(
        "{card} has an empty question or answer; nothing was written.", "{card} 的题目或答案为空；没有写入任何内容。"
    ),
    "export.refused.media": Text(
        "The drawing of {card} is missing; nothing was written.", "{card} 缺少示意图；没有写入任何内容。"
    ),
    "export.refused.math": Text(
        "A formula of {card} is not closed; nothing was written.", "{card} 的公式没有闭合；没有写入任何内容。"
    ),
    "export.no_progress": Text(
        "Only the format anki can carry your progress; leave --with-progress out.",
        "只有 anki 格式能带上学习进度；请去掉 --with-progress。",
    ),
    "export.exists": Text(
        "{path} is there already; --force overwrites it.", "{path} 已经存在；如需覆盖，请加 --force。"
    ),
    "export.nowhere": Text(
        "Say where to: --output FILE, or --output - for stdout.",
        "请指明写到哪里：--output 文件，或用 --output - 写到标准输出。",
    ),
    "export.format.anki": Text(
        "Anki package. Keeps everything that is shown: options, drawings, formulas, steps, slips, both languages, "
        "with --with-progress your schedule. Loses grading: you judge yourself.",
        "Anki 牌组包。保留全部显示内容：选项、示意图、公式、步骤、常见错误和两种语言；"
        "加 --with-progress 时带上复习计划。"
        "不再自动判分，由你自己评定。",
    ),
    "export.format.text": Text(
        "Anki's text import, for its note type Basic. Keeps texts, steps, slips, formulas, tags, identity. "
        "Loses drawings and grading.",
        "Anki 文本导入格式，使用自带的 Basic 笔记类型。保留文字、步骤、常见错误、公式、标签和唯一标识。"
        "不含示意图，不判分。",
    ),
    "export.format.csv": Text(
        "Table for a spreadsheet. Keeps all texts, a row a language. Loses drawings and grading; a cell that would be "
        "computed begins with an apostrophe.",
        "电子表格。保留全部文字，每种语言一行。不含示意图，不判分；会被当作公式计算的单元格前加撇号。",
    ),
    "export.format.markdown": Text(
        "Markdown to read. Keeps all texts. Loses drawings and grading.",
        "供阅读的 Markdown。保留全部文字。不含示意图，不判分。",
    ),
    "export.format.hashcards": Text(
        "Markdown for hashcards. Keeps question, options, answer, steps, explanation. "
        "Loses slips, sources, drawings, tags.",
        "hashcards 用的 Markdown。保留题目、选项、答案、步骤和解析。不含常见错误、出处、示意图和标签。",
    ),
    "export.format.html": Text(
        "One sheet to print, key on pages of its own. Keeps texts and drawings. Loses grading.",
        "可打印的单个网页，答案另起页。保留文字和示意图。不判分。",
    ),
    "export.format.gift": Text(
        "Moodle. Keeps numbers with tolerance, choices with feedback, pairs, one blank, essays. "
        "Loses orders, formulas, cases, several blanks, drawings; of a claim with a reason the reason is asked, of "
        "free answers nothing is graded.",
        "Moodle 题库。保留带容差的数值题、带反馈的选择题、配对题、单空填空和问答。不含排序、公式、分问题、多空题和"
        "示意图；判断并说明理由的题只考理由，问答题不判分。",
    ),
    "export.format.json": Text(
        "For other programs, with a schema (--schema). Keeps everything, drawings as descriptions.",
        "供其他程序使用，附模式（--schema）。保留全部内容，示意图以描述形式给出。",
    ),
}
