"""What the statistics and ``quizzer why`` say."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "stats.title": Text("Statistics", "统计"),
    "stats.period.days": Text("last {days} days", "最近 {days} 天"),
    "stats.period.all": Text("all time", "全部时间"),
    "stats.nothing": Text(
        "Nothing answered yet. After the first quiz you will see here what sticks and what comes back when.",
        "还没有作答记录。做完第一组题后，这里会显示哪些已经记住、哪些何时再练。",
    ),
    "stats.nothing_here": Text("Nothing answered in this time.", "这段时间没有作答。"),
    "stats.no_reviews": Text(
        "No reviews yet: they begin when a card comes back after a night.",
        "还没有复习记录：卡片隔夜再次出现时才算复习。",
    ),
    "stats.part.overview": Text("Overview", "概览"),
    "stats.part.retention": Text("Retention", "记忆"),
    "stats.part.topics": Text("Topics", "主题"),
    "stats.part.slips": Text("Slips", "误区"),
    "stats.part.year": Text("Year", "全年"),
    "stats.answers": Text(
        "Answers: {attempts}, {right} right, {seconds} each", "作答 {attempts} 次，正确率 {right}，每次 {seconds}"
    ),
    "stats.answers.today": Text("Today: {attempts}, {right} right", "今天 {attempts} 次，正确率 {right}"),
    "stats.answers.none_today": Text("Today: none so far", "今天还没有作答"),
    "stats.due": Text("Due today: {due}, of which overdue: {overdue}", "今天到期 {due} 张，其中逾期 {overdue} 张"),
    "stats.due.only": Text("Due today: {due}", "今天到期 {due} 张"),
    "stats.streak": Text("Days in a row: {current}; the most ever: {longest}", "连续 {current} 天；最长 {longest} 天"),
    "stats.forecast": Text("Cards due over the next {days} days", "未来 {days} 天到期的卡片"),
    "stats.forecast.mean": Text("{mean} a day on average", "平均每天 {mean} 张"),
    "stats.mastery": Text(
        "Mastered: {mastered} of {items} tried (right on three days, typed on one of them)",
        "已掌握：练过的 {items} 道题中有 {mastered} 道（三天答对，其中一天不看选项）",
    ),
    "stats.mastery.untyped": Text(
        "Right on three days, but never without options: {items}", "三天答对、但每次都看了选项：{items} 道"
    ),
    "stats.mended": Text("Beliefs mended this week", "本周纠正的误区"),
    "stats.mended.one": Text(
        "“{belief}”: showed on {shown}, right on {mended}",
        "“{belief}”：{shown} 出现，{mended} 答对",
    ),
    "stats.mended.none": Text("None this week.", "本周没有。"),
    "stats.retention": Text(
        "Reviews: {reviews}; retention {retention}, predicted {predicted}, target {target}",
        "复习 {reviews} 次，实际记忆率 {retention}，预测 {predicted}，目标 {target}",
    ),
    "stats.young": Text("Young cards: {retention} of {reviews}", "新近卡片：{reviews} 次，{retention}"),
    "stats.mature": Text("mature cards: {retention} of {reviews}", "成熟卡片：{reviews} 次，{retention}"),
    "stats.by_day": Text("By day", "按天"),
    "stats.by_week": Text("By week", "按周"),
    "stats.by_month": Text("By month", "按月"),
    "stats.calibration": Text("Predicted against real", "预测与实际"),
    "stats.brier": Text(
        "Brier score {model}, log loss {loss}; always saying {share} would give {constant} and {constant_loss}.",
        "Brier 分数 {model}，对数损失 {loss}；若总是预测 {share}，则为 {constant} 和 {constant_loss}。",
    ),
    "stats.better": Text(
        "Less is better: the model knows your cards better than a constant would.",
        "越小越好：模型比固定预测更了解你的卡片。",
    ),
    "stats.not_better": Text(
        "Less is better: so far the model does no better than a constant.",
        "越小越好：目前模型并不比固定预测更准。",
    ),
    "stats.confidence": Text("How sure you were", "把握程度"),
    "stats.confidence.1": Text("a guess", "猜的"),
    "stats.confidence.2": Text("fairly sure", "比较有把握"),
    "stats.confidence.3": Text("sure", "确定"),
    "stats.sure_and_wrong": Text("Sure and not right: {times}", "确定却没答对：{times} 次"),
    "stats.by_topic": Text("By topic, the weakest first", "按主题，薄弱的在前"),
    "stats.by_kind": Text("By kind of answer", "按答案类型"),
    "stats.by_level": Text("By level", "按难度"),
    "stats.level": Text("level {level}", "{level} 级"),
    "stats.head.span": Text("from", "起始"),
    "stats.head.reviews": Text("reviews", "复习"),
    "stats.head.real": Text("real", "实际"),
    "stats.head.predicted": Text("predicted", "预测"),
    "stats.head.bin": Text("predicted to be", "预测范围"),
    "stats.head.group": Text("what", "项目"),
    "stats.head.answers": Text("answers", "作答"),
    "stats.head.right": Text("right", "正确"),
    "stats.head.time": Text("time", "用时"),
    "stats.head.mastered": Text("mastered", "掌握"),
    "stats.head.share": Text("share", "比例"),
    "stats.head.times": Text("times", "次数"),
    "stats.head.last": Text("last", "最近"),
    "stats.slips": Text("What you did instead", "常犯的错"),
    "stats.slips.none": Text("No named slip in this time.", "这段时间没有已知的误区。"),
    "stats.more": Text("and {more} more", "另有 {more} 项"),
    "stats.year": Text("Answers: {answers}; days with an answer: {days}", "{days} 天共作答 {answers} 次"),
    "stats.year.less": Text("less", "少"),
    "stats.year.more": Text("more", "多"),
    "stats.year.hidden": Text(
        "The heat map is hidden; “quizzer config heat-map on” shows it.",
        "热力图已隐藏；运行“quizzer config heat-map on”可显示。",
    ),
    "stats.weekdays": Text("Mon Tue Wed Thu Fri Sat Sun", "一 二 三 四 五 六 日"),
    "stats.months": Text(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"
    ),
    "stats.seconds": Text("{seconds} s", "{seconds} 秒"),
    "stats.minutes": Text("{minutes} min", "{minutes} 分钟"),
    "stats.percent": Text("{percent} %", "{percent}%"),
    "stats.kind.number": Text("number", "数值"),
    "stats.kind.shape": Text("shape", "形状"),
    "stats.kind.set": Text("set", "集合"),
    "stats.kind.list": Text("list", "列表"),
    "stats.kind.choice": Text("choice", "选择"),
    "stats.kind.cloze": Text("blank", "填空"),
    "stats.kind.formula": Text("formula", "公式"),
    "stats.kind.ordering": Text("order", "排序"),
    "stats.kind.matching": Text("matching", "配对"),
    "stats.kind.truth_reason": Text("true or false", "判断"),
    "stats.kind.spot_error": Text("find the mistake", "找错"),
    "stats.kind.free": Text("own words", "简述"),
    "stats.kind.parts": Text("several parts", "多小问"),
    "why.title": Text("Why is it due?", "为什么到期？"),
    "why.new": Text("Not answered yet: it is a new item.", "还没有答过：这是一道新题。"),
    "why.no_card": Text(
        "There is no card: every attempt was outside the schedule, was undone, or came before the item was made new.",
        "没有卡片：之前的作答都不计入安排、已撤销，或在重置之前。",
    ),
    "why.suspended": Text("Suspended: it is not asked until you take that back.", "已停用：恢复之前不会再出。"),
    "why.buried": Text("Put off until {day}.", "推迟到 {day}。"),
    "why.flagged": Text("Flagged: {reason}", "已标记：{reason}"),
    "why.mastered": Text(
        "Mastered. Days with a right answer: {right}, with one typed: {typed}",
        "已掌握。答对的天数：{right}，其中不看选项：{typed}",
    ),
    "why.not_mastered": Text(
        "Not mastered yet. Days with a right answer: {right} (3 are needed), with one typed: {typed} (1 is needed)",
        "尚未掌握。答对的天数：{right}（需要 3 天），其中不看选项：{typed}（需要 1 天）",
    ),
    "why.card": Text("Card for level {levels}", "{levels} 级的卡片"),
    "why.standing.suspended": Text("Not due, because the item is suspended.", "不会到期，因为这道题已停用。"),
    "why.standing.buried": Text(
        "Put off: it comes on {day} (days from now: {days}).", "已推迟：{day} 再出（{days} 天后）。"
    ),
    "why.standing.overdue": Text(
        "Due: its day was {day} (days overdue: {days}).", "已到期：应在 {day}（逾期 {days} 天）。"
    ),
    "why.standing.today": Text("Due today, {day}.", "今天（{day}）到期。"),
    "why.standing.later": Text(
        "Not due yet: it comes on {day} (days from now: {days}).", "尚未到期：{day} 再出（{days} 天后）。"
    ),
    "why.because": Text(
        "Why then: the last answer, on {day}, was rated “{rating}”, which gives {days} d until recall falls to about "
        "{target}.",
        "原因：最近一次作答在 {day}，评为“{rating}”，约 {days} 天后记忆率降到 {target} 左右。",
    ),
    "why.later": Text(
        "That is {days} d later than the model says, so that no day is too full.",
        "比模型算出的日子晚 {days} 天，以免某天题目过多。",
    ),
    "why.earlier": Text(
        "That is {days} d earlier than the model says, so that no day is too full or a sure mistake returns soon.",
        "比模型算出的日子早 {days} 天：避免某天题目过多，或因确信却答错而尽快再练。",
    ),
    "why.memory": Text(
        "Memory: {recall} likely to be recalled today; stability {stability} d, difficulty {difficulty} of 10",
        "记忆：今天想起的可能性 {recall}；稳定度 {stability} 天，难度 {difficulty}（满分 10）",
    ),
    "why.counts": Text(
        "Attempts in the schedule: {reps}; forgotten: {lapses}", "计入安排的作答：{reps}；遗忘：{lapses}"
    ),
    "why.leech": Text(
        "Forgotten again and again: read its solution calmly, or put the item away for a while.",
        "多次遗忘：不妨静下心看一遍解答，或暂时放下这道题。",
    ),
    "why.attempts": Text("Attempts that count: {attempts}", "计入的作答：{attempts} 次"),
    "why.head.when": Text("when", "时间"),
    "why.head.level": Text("level", "难度"),
    "why.head.answer": Text("answer", "回答"),
    "why.head.rating": Text("rating", "评级"),
    "why.head.time": Text("time", "用时"),
    "why.rating.again": Text("again", "重来"),
    "why.rating.hard": Text("hard", "困难"),
    "why.rating.good": Text("good", "良好"),
    "why.rating.easy": Text("easy", "简单"),
    "why.undone": Text("undone, does not count", "已撤销，不计入"),
    "why.early": Text("before it was due", "提前作答"),
    "why.cram": Text("outside the schedule", "不计入安排"),
    "why.hints": Text("hints: {hints}", "提示：{hints} 次"),
    "why.slip": Text("What you did: {belief}", "误区：{belief}"),
    "key.statistics": Text("Statistics", "统计"),
    "key.period": Text("Period", "时段"),
    "key.part": Text("Part", "部分"),
    "key.explain": Text("Explain", "说明"),
    "stats.overdue": Text("overdue", "逾期"),
    "stats.mastery.by_topic": Text("Mastered, by topic", "各主题掌握情况"),
    "stats.explain.overview": Text(
        "Forecast: a column a day from today on, as high as the number of cards that come up on it; the scale is at "
        "the left, the day of the month below. The first column, set apart, is what is overdue. It is what is "
        "scheduled by now: answers to come add to it.\n\n"
        "Mastered is what was right on three different days, and typed without options on one of them.\n\n"
        "A belief is mended when the item at which it showed last was right on a later day.",
        "日程图：从今天起每天一列，柱高是当天到期的卡片数；左边是刻度，下面是日期。最前面单独的一列是已逾期的。"
        "这是目前的安排，之后的作答还会增加。\n\n"
        "掌握：在三个不同的日子答对，其中至少一次不看选项。\n\n"
        "误区算作已纠正：最后一次暴露它的那道题，在之后的某天答对了。",
    ),
    "stats.explain.retention": Text(
        "Retention is the share of reviews, after a night or more, that you remembered. By day: a column a day, full "
        "at 100 %; no column is a day without reviews, a line at the bottom is 0 %. By week and month: the bar is the "
        "real share, beside it what the memory model predicted for the same reviews.\n\n"
        "Predicted against real: reviews are put together by predicted recall. Where predicted and real are alike, the "
        "model knows you well; a longer bar than predicted means that it is too careful.",
        "记忆率：隔夜或更久之后的复习中记住的比例。按天：每天一列，满格为 100%；"
        "没有柱表示当天没有复习，底部横线表示 0%。"
        "按周和按月：条形是实际比例，旁边是模型对同一批复习的预测。\n\n"
        "预测与实际：按预测的记忆率分组。两者接近说明模型了解你；条形比预测长，说明模型偏保守。",
    ),
    "stats.explain.topics": Text(
        "The bar is the share of answers that were entirely right, the weakest topic first; a few answers count as "
        "little, so one slip does not make a topic the weakest. Time is the mean from question to answer. Mastered: "
        "items that were right on three days (once typed), of those tried.\n\n"
        "How sure you were: a bar that grows from “a guess” to “sure” means that you judge yourself well.",
        "条形是完全答对的比例，最薄弱的主题在前；作答很少时影响也小，偶尔一错不会排到最前。用时是从出题到作答的平均值。"
        "掌握：练过的题中有几道在三天答对（其中一次不看选项）。\n\n"
        "把握程度：条形从“猜的”到“确定”越来越长，说明你的自我判断很准。",
    ),
    "stats.explain.slips": Text(
        "Wrong beliefs that your answers showed, the most frequent first: the bar compares how often, the day is the "
        "last on which it showed. Each is known by the wrong result that it leads to.",
        "作答中暴露的误区，次数最多的在前：条形比较次数，日期是最近一次。每个误区都由它导致的错误结果识别。",
    ),
    "stats.explain.year": Text(
        "A sign for each day: a column is a week, a row a weekday, the newest week at the right. A dot is a day "
        "without answers; darker signs are more answers, by quarters of the busiest day.",
        "每天一个符号：一列是一周，一行是星期几，最右边是本周。点表示没有作答；颜色越深作答越多，按最忙一天的四分之一分级。",
    ),
    "stats.loading": Text("Adding up …", "正在统计……"),
    "stats.period.change": Text("{period} (P changes it)", "{period}（按 P 切换）"),
    "help.statistics": Text(
        "Left and Right, a digit or a click choose a part. E explains its figures and drawings. P or a click on the "
        "period changes over how many days "
        "topics, slips, times and calibration count. Up, Down, PgUp and PgDn scroll, Esc goes home.\n\n"
        "Every figure follows from your answers; docs/statistics.md says how.\n"
        "In lines: quizzer stats. One item: quizzer why ITEM",
        "用左右方向键、数字或鼠标选择部分。按 E 查看图表说明。按 P 或点击时段，可切换主题、误区、用时和校准的统计范围。"
        "上下方向键、PgUp、PgDn 滚动，Esc 回到首页。\n\n"
        "所有数字都由你的作答算出，定义见 docs/statistics.md。\n按行输出：quizzer stats；查看单题：quizzer why 题号",
    ),
}
