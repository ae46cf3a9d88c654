"""What the report on an interview says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "interview.report.title": Text("Interview report: {name}", "面试报告：{name}"),
    "interview.report.when": Text("{day}, seed {seed}", "{day}，种子 {seed}"),
    "interview.report.score": Text(
        "{percent} of the points: {points} of {questions}. {right} right, {partly} partly, {wrong} wrong, {skipped} "
        "not answered.",
        "得分 {percent}：{questions} 分中得 {points} 分。"
        "{right} 题正确，{partly} 题部分正确，{wrong} 题错误，{skipped} 题未答。",
    ),
    "interview.report.level.strong": Text(
        "Strong: an interviewer would look for the edges of what you know.", "很好：面试官会去找你知识的边界。"
    ),
    "interview.report.level.solid": Text(
        "Solid: the core stands, single topics give way under questions.", "不错：主干扎实，个别主题经不起追问。"
    ),
    "interview.report.level.patchy": Text(
        "Patchy: whole topics are missing, and an interviewer would notice soon.",
        "参差：有些主题整块缺失，面试官很快会发现。",
    ),
    "interview.report.level.thin": Text(
        "Thin: first build the basics again, then try once more.", "薄弱：先补基础，再来一次。"
    ),
    "interview.report.margin": Text(
        "With so few questions chance alone moves this by about {margin} points in a hundred.",
        "题数不多，单凭运气就会让百分数上下浮动约 {margin} 点。",
    ),
    "interview.report.time": Text("{used} of {limit} used.", "用时 {used}，共 {limit}。"),
    "interview.report.timed_out": Text(
        "Time ran out. Never reached, and without points: {unreached}.",
        "时间用完：有 {unreached} 题没有来得及看，按零分计。",
    ),
    "interview.report.unreached": Text(
        "Never reached, and without points: {unreached}. Of a question left out the follow-up is not asked either.",
        "有 {unreached} 题没有看到，按零分计。前一题没有作答，追问也就不会出现。",
    ),
    "interview.report.scheduled": Text(
        "What was wrong, unsure or not answered comes tomorrow; the rest of your schedule is as it was.",
        "答错、没把握和未答的题明天再问，其余日程不变。",
    ),
    "interview.report.cram": Text("Your schedule is as it was.", "日程没有变动。"),
    "interview.report.next": Text("Three things to do next", "接下来做三件事"),
    "interview.report.next.topic": Text("Practise {subject}, where you lost most.", "练习“{subject}”，这里失分较多。"),
    "interview.report.next.kind": Text("Practise this kind of question: {subject}.", "练习这种题型：{subject}。"),
    "interview.report.next.unsure": Text(
        "Make sure of what you got right without being sure (questions: {subject}).",
        "巩固答对但没把握的 {subject} 题。",
    ),
    "interview.report.next.harder": Text(
        "Go for harder questions, level {subject} and up.", "挑战更难的题：难度 {subject} 级以上。"
    ),
    "interview.report.next.again": Text("Sit the same interview with other numbers.", "换一组数字，再面试一次。"),
    "interview.report.next.review": Text("Bring tomorrow's reviews forward.", "提前做之后的复习。"),
    "interview.report.topics": Text("By topic, the weakest first", "各主题得分（由低到高）"),
    "interview.report.kinds": Text("By kind of question", "各题型得分"),
    "interview.report.trust": Text("How sure, and how right", "把握与对错"),
    "interview.report.trust.none": Text(
        "You did not say how sure you were; F8 does (line by line :1 :2 :3 before an answer).",
        "你没有标明把握大小；答题时按 F8 即可（逐行模式下在作答前输入 :1、:2 或 :3）。",
    ),
    "interview.report.trust.high": Text(
        "Sure and wrong is what costs most in a real interview.", "真实面试里，最吃亏的是很有把握却答错。"
    ),
    "interview.report.pace": Text("Pace", "节奏"),
    "interview.report.pace.fine": Text("No question took much longer than planned.", "没有一题明显超时。"),
    "interview.report.pace.slow": Text(
        "Question {number} ({topic}) took {used}, planned were {planned}.",
        "第 {number} 题（{topic}）用了 {used}，计划 {planned}。",
    ),
    "interview.report.earlier": Text("Compared with earlier ones", "与以前相比"),
    "interview.report.earlier.none": Text(
        "This was the first interview of this blueprint.", "这是第一次用这个方案面试。"
    ),
    "interview.report.questions": Text("Questions to look at again", "需要再看的题"),
    "interview.report.questions.none": Text(
        "None: every question was right, and none was unsure.", "没有：全部答对，而且都有把握。"
    ),
    "interview.report.question": Text("Question {number} · {topic}", "第 {number} 题 · {topic}"),
    "interview.report.your_time": Text("Time: {used}, planned {planned}.", "用时 {used}，计划 {planned}。"),
    "interview.report.your_confidence": Text("You said: {confidence}.", "你的把握：{confidence}。"),
    "interview.report.given": Text("You wrote: {given}", "你写的是：{given}"),
    "interview.report.key_points": Text("Key points; [x] was in your answer:", "要点（[x] 为你答到的）："),
    "interview.report.unticked": Text(
        "Said aloud and never compared with its key points, so it does not count.", "口答后没有对照要点，不计分。"
    ),
    "interview.report.changed": Text(
        "This question has changed in the bank since; only its result is kept.",
        "题库里的这道题后来改过，只保留了结果。",
    ),
    "interview.report.head.topic": Text("topic", "主题"),
    "interview.report.head.kind": Text("kind", "题型"),
    "interview.report.head.questions": Text("questions", "题数"),
    "interview.report.head.points": Text("points", "得分"),
    "interview.report.head.share": Text("share", "比例"),
    "interview.report.head.means": Text("means", "评价"),
    "interview.report.means.holds": Text("holds", "扎实"),
    "interview.report.means.shaky": Text("shaky", "不稳"),
    "interview.report.means.gap": Text("a gap", "缺口"),
    "interview.report.means.one": Text("one question only", "只有一题"),
    "interview.report.head.sure": Text("how sure", "把握"),
    "interview.report.head.right": Text("right", "正确"),
    "interview.report.head.when": Text("when", "时间"),
    "interview.report.this_one": Text("this one", "本次"),
}
