"""What the screen for browsing the bank says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "browse.title": Text("Browse", "浏览题库"),
    "browse.search": Text(
        "words, or topic:pooling kind:number difficulty<=2 due  (→ completes)",
        "关键词，或 topic:pooling kind:number difficulty<=2 due（→ 补全）",
    ),
    "browse.count": Text("{found} of {items} items", "{items} 道题中的 {found} 道"),
    "browse.nothing": Text("Nothing matches “{typed}”.", "没有与“{typed}”匹配的题目。"),
    "browse.item": Text("{id}  level {levels}  {state}", "{id}  {levels} 级  {state}"),
    "browse.more": Text("… {count} more; type to narrow the search", "……还有 {count} 道；请输入关键词缩小范围"),
    "browse.state.new": Text("new", "未做"),
    "browse.state.seen": Text("seen", "做过"),
    "browse.state.mastered": Text("mastered", "已掌握"),
    "browse.state.due": Text("due", "到期"),
    "browse.state.suspended": Text("suspended", "已停用"),
    "browse.state.flagged": Text("flagged", "已标记"),
    "browse.choose": Text(
        "Choose an item to see it as it is asked. / searches, z asks you what is chosen.",
        "选择一道题即可预览。按 / 搜索，按 z 就所选内容出题。",
    ),
    "browse.preview": Text(
        "{id}  version {version}  level {level}  seed {seed}", "{id}  第 {version} 版  {level} 级  种子 {seed}"
    ),
    "browse.topic_preview": Text(
        "{title}\n\n█  {mastered} of {items} items mastered\n▒  {seen} seen\n░  {new} new\n\n"
        "{due} due, {suspended} suspended, {flagged} flagged.\n\nEnter opens it, z asks ten of them.",
        "{title}\n\n█  {items} 道题中已掌握 {mastered} 道\n▒  做过 {seen} 道\n░  未做 {new} 道\n\n"
        "到期 {due} 道，已停用 {suspended} 道，已标记 {flagged} 道。\n\n按回车展开，按 z 从中出十道题。",
    ),
    "browse.only_one": Text("This item has one level only.", "这道题只有一个级别。"),
    "browse.not_drawn": Text("This item cannot be drawn: {detail}", "这道题无法生成：{detail}"),
    "browse.edited": Text("Read again after the edit.", "已重新读取修改后的题目。"),
    "browse.edited_wrong": Text("After the edit: {finding}", "修改后发现问题：{finding}"),
    "key.browse": Text("Browse", "浏览"),
    "key.search": Text("Search", "搜索"),
    "key.new_numbers": Text("Numbers", "换数字"),
    "key.show_answer": Text("Answer", "答案"),
    "key.quiz_me": Text("Quiz", "出题"),
    "key.history": Text("History", "历史"),
    "key.edit": Text("Edit", "编辑"),
    "help.browse": Text(
        "The tree holds the topics, each with a bar of what is mastered █, seen ▒ and new ░, and their items with "
        "levels and state. Mastered is what was right on three days and typed on one of them. Arrows or j k move, "
        "Enter or Space opens a topic or shows the answer of an item.\n\n"
        "/ searches as you type: words in the item, or terms such as topic:pooling|roi, kind:number, difficulty<=2, "
        "tag:pytorch, due, new, suspended, flagged; -term leaves out. → takes the completion, Enter goes to the "
        "tree.\n\n"
        "n new numbers   + - level   a answer   z quiz me on this   w history   e edit in $EDITOR   x export   "
        "PgUp PgDn scroll",
        "树中列出各主题及其题目：主题旁的条形表示已掌握 █、做过 ▒ 和未做 ░ 的比例，题目旁标明级别和状态。"
        "在三天里都答对、其中一天是键入作答，即为已掌握。用方向键或 j k 移动，回车或空格展开主题、显示题目的答案。\n\n"
        "按 / 后边输入边搜索：题目中的词，或 topic:pooling|roi、kind:number、difficulty<=2、tag:pytorch、due、new、"
        "suspended、flagged 等条件；-条件 表示排除。→ 接受补全，回车回到树。\n\n"
        "n 换数字   + - 级别   a 答案   z 就此出题   w 历史   e 用 $EDITOR 编辑   x 导出   PgUp PgDn 滚动",
    ),
}
