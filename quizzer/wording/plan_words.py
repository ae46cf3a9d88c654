"""What is said about the plan to the day of an interview, and about what costs most there."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "plan.title": Text("Plan", "计划"),
    "plan.ask": Text(
        "Day of the interview and minutes a day, such as 2026-12-01 20:", "面试日期和每天的分钟数，例如 2026-12-01 20："
    ),
    "plan.ask.keys": Text("Enter  Plan     Esc  Leave it", "回车 安排     Esc 取消"),
    "plan.how": Text("E sets the day and the minutes; X forgets the interview.", "E 设定日期和分钟数，X 清除计划。"),
    "key.plan.set": Text("Day and minutes", "日期和时间"),
    "key.plan.clear": Text("Forget it", "清除"),
    "home.plan": Text("Plan", "计划"),
    "home.plan.about": Text("the days up to an interview, what is recalled then", "面试前每天练什么，届时能答出多少"),
    "key.plan": Text("Plan", "计划"),
    "help.plan": Text(
        "With the day of an interview and the minutes that you have a day, quizzer asks each day what brings most for "
        "that day: new items, reviews before their day, or none of what is due. The table foresees every day; it is "
        "made anew from what you really did. E sets day and minutes, R starts the review of today, X forgets it.",
        "给出面试日期和每天的时间，quizzer 每天只问对那天最有用的题：可能是新题、提前复习，也可能先不问到期的题。"
        "表中是对每一天的推算，每天都按实际完成的练习重新安排。E 设定日期和分钟数，R 开始今天的复习，X 清除计划。",
    ),
    "problem.plan.minutes": Text(
        "“{value}” is no number of minutes from 1 to {most}.", "“{value}”不是 1 到 {most} 的分钟数。"
    ),
    "plan.loading": Text("Working out the days …", "正在推算每一天……"),
    "plan.none": Text(
        "No interview has a date yet. quizzer plan --by 2026-12-01 --minutes 20 plans the days up to one.",
        "还没有面试日期。用 quizzer plan --by 2026-12-01 --minutes 20 安排到那天为止的练习。",
    ),
    "plan.cleared": Text(
        "The plan is forgotten; reviews go on by their own days.", "计划已清除，之后按各题自己的到期日复习。"
    ),
    "plan.head": Text(
        "Interview on {day}, in {days} days; {minutes} min a day",
        "面试日期 {day}，还有 {days} 天；每天 {minutes} 分钟",
    ),
    "plan.head.tomorrow": Text(
        "Interview tomorrow, on {day}; {minutes} min a day", "面试就在明天（{day}）；每天 {minutes} 分钟"
    ),
    "plan.head.today": Text("The interview is today. Good luck!", "面试就在今天，祝顺利！"),
    "plan.where": Text("About: {where}", "范围：{where}"),
    "plan.today": Text(
        "Today: {reviews} reviews and {new} new, about {minutes} minutes",
        "今天：复习 {reviews} 题，新题 {new} 道，约 {minutes} 分钟",
    ),
    "plan.warm_up": Text(
        "To warm up: {reviews} questions, what is most likely forgotten; nothing new today.",
        "热身 {reviews} 题，先问最可能忘记的；今天不学新题。",
    ),
    "plan.today.done": Text("Today's minutes are used; the plan goes on tomorrow.", "今天的时间已经用完，明天继续。"),
    "plan.today.nothing": Text(
        "Nothing that gains anything is left for today: what was asked rests, and so do its siblings.",
        "今天没有值得再问的题：问过的题和同类题今天不再问。",
    ),
    "plan.today.spent": Text("Practised today: {spent} minutes", "今天已练 {spent} 分钟"),
    "plan.early": Text(
        "{early} of the reviews come before their day, for they gain more than waiting does.",
        "其中 {early} 题提前复习：现在复习比等到期更划算。",
    ),
    "plan.waiting": Text(
        "{waiting} due ones wait: other questions gain more for the day.",
        "有 {waiting} 题到期但先不问：其他题对面试那天更有用。",
    ),
    "plan.recall": Text(
        "Recalled today: {now}. On the day: {then} with the plan, {without} without practice.",
        "今天能答出 {now}。面试当天：按计划 {then}，不练 {without}。",
    ),
    "plan.last_new": Text("New items until {day}; after that only reviews.", "新题学到 {day} 为止，之后只复习。"),
    "plan.new_throughout": Text("New items up to the eve.", "直到前一天都有新题。"),
    "plan.unreached": Text("Not begun by then: {items} items.", "到那天还没学的题：{items} 道。"),
    "plan.more.all": Text(
        "With {more} minutes more a day everything is begun, and {then} recalled.",
        "每天多 {more} 分钟就能全部学到，当天能答出 {then}。",
    ),
    "plan.more.some": Text(
        "With {more} minutes more a day {left} are left, and {then} is recalled.",
        "每天多 {more} 分钟，只剩 {left} 道，当天能答出 {then}。",
    ),
    "plan.more.recall": Text(
        "With {more} minutes more a day {then} is recalled.", "每天多 {more} 分钟，当天能答出 {then}。"
    ),
    "plan.more.nothing": Text(
        "More minutes a day would bring no more: siblings are not asked on one day.",
        "再多的时间也没用：同类题不排在同一天。",
    ),
    "plan.out_of_reach": Text(
        "Beginning everything would take more than {most} minutes a day: a smaller --where helps.",
        "要全部学到，每天得花 {most} 分钟以上：用 --where 缩小范围更实际。",
    ),
    "plan.too_little": Text(
        "Not one question fits into {minutes} min a day: give more with --minutes.",
        "每天 {minutes} 分钟连一道题也不够：请用 --minutes 多留些时间。",
    ),
    "plan.nothing": Text(
        "There is nothing to ask: what was chosen is suspended or gone. Choose more with --where.",
        "没有可问的题：选中的题已停用或不存在。请用 --where 换个范围。",
    ),
    "plan.passed": Text(
        "The interview was on {day}; reviews go on by their own days. quizzer plan --clear forgets it, --by sets "
        "another.",
        "面试已于 {day} 过去，之后按各题自己的到期日复习。quizzer plan --clear 清除计划，--by 另定日期。",
    ),
    "plan.far": Text(
        "Interview on {day}, in {days} days: the plan begins {reach} days before; until then reviews go by their own "
        "days.",
        "面试日期 {day}，还有 {days} 天：提前 {reach} 天开始按计划练，在那之前按到期日复习。",
    ),
    "plan.countdown": Text("Interview in {days} days ({day}); {left}", "距面试 {days} 天（{day}）；{left}"),
    "plan.countdown.tomorrow": Text("The interview is tomorrow; {left}", "面试就在明天；{left}"),
    "plan.countdown.left": Text("{left} of today's {minutes} minutes are left.", "今天 {minutes} 分钟还剩 {left}。"),
    "plan.countdown.done": Text("today's {minutes} minutes are used.", "今天 {minutes} 分钟已用完。"),
    "review.nothing_planned": Text(
        "The plan has nothing more for today: its minutes are used, or nothing left gains anything.",
        "按计划，今天没有要练的了：时间已经用完，或者剩下的题今天再问也没有用。",
    ),
    "plan.by_day": Text("Day by day", "逐日安排"),
    "plan.by_topic": Text("By topic", "各主题"),
    "plan.col.day": Text("Day", "日期"),
    "plan.col.reviews": Text("Reviews", "复习"),
    "plan.col.new": Text("New", "新题"),
    "plan.col.minutes": Text("Minutes", "分钟"),
    "plan.col.topic": Text("Topic", "主题"),
    "plan.col.items": Text("Items", "题数"),
    "plan.col.begun": Text("Begun by then", "届时已学"),
    "plan.col.now": Text("Today", "今天"),
    "plan.col.then": Text("On the day", "当天"),
    "plan.foot": Text(
        "Foreseen as the average goes, and made anew every day from what was really done. What was never asked counts "
        "with the share that you know at the first try.",
        "按平均情况推算，每天根据实际完成的练习重新安排。没问过的题，按你第一次作答就会的比例估计。",
    ),
    "problem.plan.date": Text(
        "“{value}” is no day: write it as 2026-12-01.", "“{value}”不是日期：请写成 2026-12-01 的形式。"
    ),
    "problem.plan.past": Text(
        "{day} has passed; today is {today}: give a day from today on.",
        "{day} 已经过去，今天是 {today}：请给今天或以后的日期。",
    ),
    "problem.plan.no_day": Text(
        "There is no interview yet: give its day with --by 2026-12-01.", "还没有面试日期：请用 --by 2026-12-01 指定。"
    ),
    "problem.plan.clear": Text(
        "--clear forgets the plan: it goes with no other option.", "--clear 会清除计划，不能与其他选项同用。"
    ),
}
