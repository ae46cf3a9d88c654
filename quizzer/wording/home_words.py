"""What Home says, the tour that begins there, and what comes next after a session."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "home.tagline": Text("Interview practice for computer vision and deep learning", "计算机视觉与深度学习面试练习"),
    "home.loading": Text("Reading the bank …", "正在读取题库……"),
    "home.date": Text("{weekday} {day} {month}", "{month}{day}日 星期{weekday}"),
    "home.due": Text("due", "题到期"),
    "home.new": Text("new", "道新题"),
    "home.streak": Text("days in a row", "天连续练习"),
    "home.minutes": Text("about {minutes} min", "约 {minutes} 分钟"),
    "home.week": Text("this week", "近 7 天"),
    "home.right": Text("{right} right", "答对 {right}"),
    "home.forecast": Text("next days", "往后每天"),
    "home.weakest": Text("Weakest", "薄弱"),
    "home.slip": Text("Slip", "误区"),
    "home.slip.times": Text("{times} times in 30 days: {belief}", "30 天内 {times} 次：{belief}"),
    "home.slip.once": Text("once in 30 days: {belief}", "30 天内 1 次：{belief}"),
    "home.separator": Text(", ", "、"),
    "home.welcome": Text(
        "Welcome. Enter begins a tour of one minute: three questions, each with the key to press. "
        "Your answers count like any others, and Esc leaves at any time.",
        "欢迎。按回车开始一分钟导览：三道题，每道都告诉你按哪个键。作答照常计入，按 Esc 可随时离开。",
    ),
    "home.tour": Text("Tour", "导览"),
    "home.tour.about": Text("one minute, three questions", "一分钟，三道题"),
    "home.review": Text("Review", "复习"),
    "home.review.about": Text("{due} due, {new} new", "到期 {due} 题，新题 {new} 道"),
    "home.review.waiting": Text("{about}; {waiting} more later", "{about}；另有 {waiting} 题改天再问"),
    "home.review.none": Text("nothing is due now", "现在没有到期的题"),
    "home.review.ask": Text("what is due today, and a few new items", "今天到期的题和几道新题"),
    "home.choose": Text("Quiz", "测验"),
    "home.choose.about": Text("choose topics and how many; Enter: 10 of all", "选择主题和题数；回车：各主题 10 道"),
    "home.quiz.about": Text("10 questions over all topics", "10 道题，各主题混合"),
    "home.browse": Text("Browse", "浏览"),
    "home.browse.about": Text("see and search every question", "查看、搜索所有题目"),
    "home.browse.bank": Text("{items} items in {topics} topics", "{topics} 个主题，{items} 道题"),
    "home.calculators": Text("Calculators", "计算器"),
    "home.calculators.about": Text("sizes, receptive fields, costs, networks", "尺寸、感受野、计算量、网络"),
    "home.statistics": Text("Statistics", "统计"),
    "home.statistics.about": Text("what sticks, what comes when, slips", "记忆、日程、误区"),
    "home.settings": Text("Settings", "设置"),
    "home.settings.about": Text("language, theme, daily limits", "语言、主题、每日数量"),
    "key.tour": Text("Tour", "导览"),
    "key.ten": Text("10 questions", "10 道题"),
    "key.find": Text("Find", "查找"),
    "choose.title": Text("Quiz", "测验"),
    "choose.where": Text("Topics, such as topic:pooling|roi difficulty<=2", "范围，如 topic:pooling|roi difficulty<=2"),
    "choose.count": Text("How many questions", "题数"),
    "choose.found": Text("{found} items to draw from", "可出题目：{found} 道"),
    "choose.none": Text("No item is like that; leave a term out.", "没有符合的题目，请去掉一个条件。"),
    "choose.number": Text("A number from 1 to {most}, please.", "请输入 1 到 {most} 之间的整数。"),
    "choose.keys": Text(
        "Enter begins; as it stands, ten questions over everything. → completes, Tab changes the line, Esc goes back.",
        "按回车开始；不改动就是各主题混合的十道题。→ 补全，Tab 换行，Esc 返回。",
    ),
    "tour.step": Text("Tour {number} of {count}", "导览 {number}/{count}"),
    "tour.choice": Text("Press the letter of your choice, then Enter.", "按选项的字母，再按回车。"),
    "tour.choice.done": Text("M tells why. Enter goes on.", "按 M 看说明，按回车继续。"),
    "tour.number": Text(
        "Type a number or a calculation, such as (32-5)/1+1; the line below says how it is read. Then Enter.",
        "输入一个数或算式，例如 (32-5)/1+1，下方会显示如何理解。然后按回车。",
    ),
    "tour.number.done": Text(
        "A known slip is named. U takes the answer back, Enter goes on.", "已知的误区会指出来。按 U 撤销，按回车继续。"
    ),
    "tour.steps": Text(
        "F3 gives one hint after the other. Answer, or press F4 if you do not know.",
        "按 F3 逐条看提示。请作答，不知道就按 F4。",
    ),
    "tour.steps.done": Text(
        "M shows every step with these numbers. Enter ends the tour.", "按 M 看代入数字的每一步。按回车结束导览。"
    ),
    "after.title": Text("What comes next", "接下来"),
    "after.remembered": Text("Remembered", "记住"),
    "after.today": Text("today {retention} of {reviews}", "今天 {retention}（{reviews} 题）"),
    "after.month": Text("30 days {retention} of {reviews}", "30 天 {retention}（{reviews} 题）"),
    "after.none": Text("reviews begin tomorrow", "明天开始复习"),
    "after.tomorrow": Text("Tomorrow", "明天"),
    "after.due": Text("{due} due, then day by day {then}", "到期 {due} 题，之后每天 {then}"),
    "after.now": Text("Today", "今天"),
    "after.due_now": Text("{due} still due", "还有 {due} 题到期"),
    "after.come_back": Text("Come back", "再来"),
    "after.weakest": Text("{topic}, {right} right in 30 days", "{topic}，30 天答对 {right}"),
}
