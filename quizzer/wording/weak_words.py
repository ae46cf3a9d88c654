"""What is said about what would cost most in an interview."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "weak.title": Text("What would cost most", "最容易丢分的地方"),
    "weak.loading": Text("Going through your answers …", "正在整理作答记录……"),
    "weak.nothing": Text(
        "Nothing answered yet. After the first quiz you will see here what would cost most in an interview.",
        "还没有作答记录。做完第一组题后，这里会列出面试中最容易丢分的地方。",
    ),
    "weak.slips": Text("Misconceptions", "误区"),
    "weak.slips.none": Text("No misconception showed so far.", "还没有出现过误区。"),
    "weak.topics": Text("Topics", "主题"),
    "weak.slip.cost": Text(
        "costs {cost}, showed {times} times, last on {day}", "丢 {cost} 题，出现 {times} 次，最近 {day}"
    ),
    "weak.slip.once": Text("costs {cost}, showed once, on {day}", "丢 {cost} 题，{day} 出现过 1 次"),
    "weak.topic.cost": Text(
        "costs {cost}; {lost} would be lost; items asked so far: {times}",
        "丢 {cost} 题；答不出的占 {lost}；问过 {times} 道",
    ),
    "weak.foot": Text(
        "Costs: so many of 100 questions of an interview today would be lost.",
        "丢题数：假如今天面试，每 100 题会丢的题数。",
    ),
    "weak.drill.how": Text("quizzer weak --drill N practises number N alone.", "quizzer weak --drill N 专练第 N 项。"),
    "weak.more": Text("{more} more", "另有 {more} 项"),
    "weak.by.cost": Text("by cost", "按丢分"),
    "weak.by.slips": Text("misconceptions by number", "误区按次数"),
    "weak.by.topics": Text("topics", "只看主题"),
    "home.weak": Text("Weak points", "弱点"),
    "home.weak.about": Text("what would cost most in an interview", "面试中最容易丢分的地方"),
    "key.weak": Text("Weak points", "弱点"),
    "key.weak.by": Text("Order", "排列"),
    "key.drill": Text("Practise just this", "专练这一项"),
    "help.weak": Text(
        "Every misconception that showed and every topic, the costliest first: how many of 100 questions of an "
        "interview today would be lost to it. Up and down choose, Enter practises just that, o changes the order: by "
        "cost, misconceptions by number, topics alone.",
        "列出出现过的误区和各个主题，丢分多的在前：假如今天面试，每 100 题会因此丢几题。"
        "上下键选择，回车专练这一项，o 切换排列：按丢分、误区按次数、只看主题。",
    ),
    "problem.weak.drill": Text(
        "There is no number {number}: the list goes from 1 to {last}.", "没有第 {number} 项：列表是 1 到 {last}。"
    ),
    "problem.weak.nothing": Text(
        "There is nothing to drill yet: answer some questions first, with quizzer quiz.",
        "还没有可以专练的内容：请先用 quizzer quiz 答几道题。",
    ),
}
