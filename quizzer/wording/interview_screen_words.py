"""What the screens of a mock interview say: choosing one, being in it, and what can be done with its report."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "home.interview": Text("Interview", "面试"),
    "home.interview.about": Text("against the clock, verdicts at the end", "限时作答，结束后才看对错"),
    "interviews.title": Text("Mock interview", "模拟面试"),
    "interviews.about": Text(
        "As in the room: a clock, nothing of right or wrong before the end, then a report. Enter chooses.",
        "和真实面试一样：限时作答，结束前不说对错，最后给出报告。按回车选择。",
    ),
    "interviews.unfinished": Text("Not finished yet", "尚未结束"),
    "interviews.go_on": Text(
        "Go on: {name} · {left} left, {answered} of {questions} answered",
        "继续：{name} · 剩余 {left}，已答 {answered}/{questions}",
    ),
    "interviews.end": Text("End it and see its report", "结束这一场，看报告"),
    "interviews.choose": Text("Begin a new one", "开始新的一场"),
    "interviews.minutes": Text("{minutes} min", "{minutes} 分钟"),
    "interviews.questions": Text("{questions} questions", "{questions} 题"),
    "interviews.reports": Text("Reports", "面试报告"),
    "interviews.no_reports": Text(
        "None yet: a report comes at the end of an interview.", "还没有；面试结束后这里会有报告。"
    ),
    "interviews.gone": Text(
        "The questions of this interview have changed in the bank, so it cannot go on; drop it, or begin a new one.",
        "这场面试的题目在题库里已改动，无法继续；可以删除它，或开始新的一场。",
    ),
    "interviews.drop": Text("Drop it: it leaves nothing in your log", "删除这一场，不留任何记录"),
    "interviews.followups": Text("follow-up", "追问"),
    "interviews.start.size": Text(
        "{questions} questions in {minutes} minutes: {kinds}.", "{minutes} 分钟，{questions} 题：{kinds}。"
    ),
    "interviews.start.kind": Text("{count} × {kind}", "{kind} {count}"),
    "interviews.start.how": Text(
        "The clock starts at once. Skip and return as you like, and say how sure you are. Esc stops the clock and "
        "keeps everything.",
        "开始后立即计时。可以跳过再返回，也可以标明把握大小。按 Esc 暂停计时，作答都会保存。",
    ),
    "interviews.start.scheduled": Text(
        "n  [x] What is wrong, unsure or not answered comes back tomorrow.", "n  [x] 答错、没把握和未答的题明天再问。"
    ),
    "interviews.start.unscheduled": Text("n  [ ] Your review schedule stays as it is.", "n  [ ] 复习日程保持不变。"),
    "interviews.start.seed": Text("s  Seed: the same number asks the same questions", "s  种子：相同的数字出相同的题"),
    "interviews.start.by_chance": Text("by chance", "随机"),
    "interviews.start.begin": Text("Enter  Begin", "回车  开始"),
    "interviews.start.back": Text("Esc  Back", "Esc  返回"),
    "interview.screen.place": Text(
        "Question {number} of {total} · planned {planned}", "第 {number} 题，共 {total} 题 · 计划 {planned}"
    ),
    "interview.screen.follow_up": Text(
        "Question {number} of {total}, following up · planned {planned}",
        "第 {number} 题，共 {total} 题，追问 · 计划 {planned}",
    ),
    "interview.screen.dealt_with": Text("{answered} of {total} answered", "已答 {answered}/{total} 题"),
    "interview.screen.compare": Text("Question {number} of {total} · compare", "第 {number} 题，共 {total} 题 · 对照"),
    "interview.screen.clock": Text("{left} left · {pace}", "剩余 {left} · {pace}"),
    "interview.screen.stands": Text("{left} left · clock stopped", "剩余 {left} · 已暂停"),
    "interview.screen.ahead": Text("{time} ahead", "快 {time}"),
    "interview.screen.on_time": Text("on time", "进度正常"),
    "interview.screen.behind": Text("{time} behind", "慢 {time}"),
    "interview.screen.aloud": Text(
        "To be said aloud: Enter begins your two minutes. Notes in the line are up to you.",
        "口头回答：按回车开始两分钟计时。可以在框里写几个字作提示。",
    ),
    "interview.screen.speak": Text("{left} to speak. Enter when you have said it.", "还可以说 {left}。说完按回车。"),
    "interview.screen.spoken": Text(
        "The two minutes are over. Come to an end and press Enter.", "两分钟到了，请收尾并按回车。"
    ),
    "interview.screen.notes": Text("notes, if you like", "要点提示（可不写）"),
    "interview.screen.tick": Text(
        "Be strict: digits tick what you really said, Enter goes on.", "请如实勾选说到的要点（按数字），按回车继续。"
    ),
    "interview.screen.all_answered": Text(
        "Every question has an answer. Enter ends the interview and shows the report; F7 goes back to a question.",
        "所有题都已作答。按回车结束面试、查看报告；按 F7 可返回某一题。",
    ),
    "interview.screen.left_out": Text(
        "That was the last question. Without an answer: {numbers}. F7 goes back to one; Enter ends the interview and "
        "shows the report.",
        "题目已全部问完。未答：{numbers}。按 F7 可返回作答；按回车结束面试、查看报告。",
    ),
    "interview.screen.again": Text("Enter tries again.", "按回车重试。"),
    "interview.list.title": Text("Questions", "题目"),
    "interview.list.keys": Text(
        "Enter goes to a question, Esc back to where you were.", "按回车前往该题，按 Esc 返回。"
    ),
    "interview.state.answered": Text("answered", "已答"),
    "interview.state.final": Text("stands", "已定"),
    "interview.state.skipped": Text("skipped", "跳过"),
    "interview.state.here": Text("here", "当前"),
    "interview.state.seen": Text("open", "未答"),
    "interview.state.unseen": Text("to come", "未到"),
    "interview.pause.title": Text(
        "The clock stands still with {left} left; every answer is kept.", "计时已停，剩余 {left}；作答都已保存。"
    ),
    "interview.pause.stay": Text("go on", "继续面试"),
    "interview.pause.leave": Text("leave; go on later from here", "离开，以后从这里继续"),
    "interview.pause.finish": Text("end the interview and see the report", "结束面试，查看报告"),
    "interview.report.keys": Text("1 2 3 begin at once; arrows read on.", "按 1、2、3 立即开始；按方向键往下看。"),
    "interview.report.nothing": Text("There is nothing to ask there any more.", "那里已经没有可问的题了。"),
    "interview.save.title": Text("Save the report as {kind}", "把报告存为 {kind}"),
    "interview.save.keys": Text("Enter saves, Esc goes back.", "按回车保存，按 Esc 返回。"),
    "interview.save.done": Text("Saved: {path}", "已保存：{path}"),
    "interview.save.there": Text("{path} exists already; choose another name.", "{path} 已存在，请换个名字。"),
    "key.interview": Text("Interview", "面试"),
    "key.overview": Text("Questions", "题目"),
    "key.sure": Text("How sure", "把握"),
    "key.pause": Text("Pause", "暂停"),
    "key.end": Text("End, report", "结束看报告"),
    "key.save_html": Text("HTML", "存 HTML"),
    "key.save_markdown": Text("Markdown", "存 Markdown"),
    "key.back": Text("Back", "返回"),
    "help.interviews": Text(
        "Choose an interview with the arrows and Enter; its questions are drawn anew each time. One that was left goes "
        "on where it was, to the second. Reports stay here; Enter opens one.",
        "用方向键和回车选择一场面试，每次都重新抽题。离开过的面试从原处继续，时间精确到秒。报告留在这里，按回车打开。",
    ),
    "help.interview": Text(
        "Enter hands in; then it goes on without a verdict. F4 leaves a question out, F5 skips it: it comes again at "
        "the end. F7 lists the questions and goes back to one. F8 how sure you are: guess, fairly sure, sure. PgUp "
        "PgDn scroll. Esc stops the clock.",
        "按回车交答案，不显示对错，直接进入下一题。F4 不知道，不再问；F5 跳过，最后再问一次。"
        "F7 列出题目，可返回某一题。F8 标明把握：猜的、比较有把握、很有把握。PgUp、PgDn 滚动。Esc 暂停计时。",
    ),
    "help.aloud": Text(
        "Say your answer aloud, as to an interviewer, in two minutes at most. Then compare it with a good answer and "
        "tick what you said, while the clock stands still.",
        "像面对面试官那样口头回答，最多两分钟。然后与参考回答对照，勾选说到的要点；这时计时暂停。",
    ),
    "help.report": Text(
        "Read on with the arrows. 1, 2 and 3 begin what is worth doing next. H saves a page for a browser, M saves "
        "Markdown.",
        "用方向键往下看。按 1、2、3 立即开始对应的练习。按 H 存成网页，按 M 存成 Markdown。",
    ),
}
