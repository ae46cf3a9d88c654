"""What is said around a mock interview; never what was right before its end. The report has its own words."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "interview.welcome": Text(
        "Interview: {name}. {questions} questions, {minutes} minutes. As in the room you hear nothing of right or "
        "wrong until the end.",
        "模拟面试：{name}。共 {questions} 题，{minutes} 分钟。和真实面试一样，结束前不会告诉你对错。",
    ),
    "interview.resumed": Text(
        "Interview, taken up again: {name}. {left} left; {answered} of {questions} questions have an answer.",
        "继续面试：{name}。剩余 {left}，{questions} 题中已答 {answered} 题。",
    ),
    "interview.commands": Text(
        ":skip leaves a question for later, :dontknow for good, :back 3 goes to question 3, :time shows the clock, "
        ":pause stops it, :finish ends the interview, :quit leaves it for --resume. :1 :2 :3 before an answer say how "
        "sure you are.",
        ":skip 先跳过，:dontknow 不会，:back 3 回到第 3 题，:time 看时间，:pause 暂停，:finish 结束面试，"
        ":quit 暂时离开（以后用 --resume 继续）。作答前可用 :1 :2 :3 表示把握大小。",
    ),
    "interview.no_schedule": Text(
        "Outside the schedule: nothing of it enters tomorrow's review.", "不计入日程：不会有题进入明天的复习。"
    ),
    "interview.unknown_command": Text(
        "{command} is no command here; there are :skip :dontknow :back N :time :pause :finish :quit and :1 :2 :3.",
        "没有命令 {command}；可用 :skip :dontknow :back N :time :pause :finish :quit 以及 :1 :2 :3。",
    ),
    "interview.time": Text("{used} used, {left} left. {pace}", "已用 {used}，剩余 {left}。{pace}"),
    "interview.pace.ahead": Text("Ahead of the plan by {time}.", "比计划快 {time}。"),
    "interview.pace.on_time": Text("On time.", "进度正常。"),
    "interview.pace.behind": Text("Behind the plan by {time}.", "比计划慢 {time}。"),
    "interview.mark": Text("{left} left · planned {planned} for this one", "剩余 {left} · 本题计划 {planned}"),
    "interview.follow_up": Text("Following up:", "追问："),
    "interview.skipped": Text("Left for later.", "先跳过。"),
    "interview.skipped_again": Text(
        "Left out; :back {number} returns to it before the end.", "不答了；结束前可用 :back {number} 返回。"
    ),
    "interview.noted": Text("Noted.", "已记下。"),
    "interview.given": Text("Your answer so far: {given}", "之前的回答：{given}"),
    "interview.say_aloud": Text(
        "Say it aloud: you have two minutes from now. Type notes if you like; a line “.” ends your answer.",
        "请口头回答：从现在起有两分钟。可以写几个字作提示；单独一行“.”表示答完。",
    ),
    "interview.speaking_over": Text(
        "The two minutes are over; come to an end with a line “.”.", "两分钟到了，请用单独一行“.”结束。"
    ),
    "interview.compare": Text(
        "The clock stands still. Compare what you said with this answer:", "计时已暂停。请与参考回答对照："
    ),
    "interview.compare_later": Text(
        "Now compare what you said at question {number}:", "现在对照第 {number} 题的回答："
    ),
    "interview.paused": Text("The clock stands still; Enter goes on.", "计时已暂停，按回车继续。"),
    "interview.goes_on": Text("The clock goes on.", "继续计时。"),
    "interview.all_dealt_with": Text(
        "That was the last question. Left out: {skipped}. :back N returns to one, :finish ends the interview.",
        "题目已全部问完。未答：{skipped}。:back N 可返回作答，:finish 结束面试。",
    ),
    "interview.time_is_over": Text("Time is over; nothing more is taken.", "时间到，不再接受回答。"),
    "interview.press_enter": Text("Press Enter for what follows.", "请按回车继续。"),
    "interview.kept": Text(
        "The interview is kept with {left} left. To go on: quizzer interview --resume",
        "面试已保存，剩余 {left}。继续请运行：quizzer interview --resume",
    ),
    "interview.closed.number": Text(
        "There is no such question; say a number such as :back 3.", "没有这道题；请写题号，如 :back 3。"
    ),
    "interview.closed.final": Text(
        "That answer stands: the interview has gone on from it.", "面试已在这个回答的基础上继续，不能再改。"
    ),
    "interview.closed.waiting": Text(
        "That question follows from an answer that you have not given yet.", "这道题是追问，要先回答它前面的题。"
    ),
    "interview.closed.over": Text("Time is over; nothing more is taken.", "时间到，不再接受回答。"),
    "interview.unfinished": Text(
        "an earlier interview ({name}, {left} left) is not finished; “quizzer interview --resume” goes on with it",
        "之前有一场面试（{name}，剩余 {left}）没有结束，可用“quizzer interview --resume”继续",
    ),
    "interview.blueprint_left_out": Text("a blueprint was left out: {finding}", "有一个面试方案未载入：{finding}"),
    "interview.none_unfinished": Text(
        "There is no unfinished interview; “quizzer interview” begins one.",
        "没有未结束的面试；运行“quizzer interview”可开始一场。",
    ),
    "interview.none_finished": Text(
        "There is no finished interview yet; “quizzer interview” begins one.",
        "还没有完成的面试；运行“quizzer interview”可开始一场。",
    ),
    "interview.no_report": Text(
        "There is no finished interview {name}; “quizzer interview list” shows them with their numbers.",
        "没有已完成的面试 {name}；运行“quizzer interview list”可查看编号。",
    ),
    "interview.no_interview": Text(
        "There is no interview {name}; “quizzer interview list” shows them with their numbers.",
        "没有面试 {name}；运行“quizzer interview list”可查看编号。",
    ),
    "interview.dropped": Text(
        "Dropped: {name}. Nothing of it was in your log or schedule.",
        "已删除：{name}。它的作答没有记入学习记录和日程。",
    ),
    "interview.not_dropped": Text(
        "Interview {name} is finished; its report stays.", "面试 {name} 已结束，报告会保留，不能删除。"
    ),
    "interview.drop_it": Text(
        "{detail} So this interview cannot go on; “quizzer interview drop {number}” takes it off the list.",
        "{detail}这场面试因此无法继续；运行“quizzer interview drop {number}”可把它从列表中删除。",
    ),
    "interview.unknown_blueprint": Text(
        "There is no blueprint {name}; there are {known}.", "没有面试方案 {name}；现有：{known}。"
    ),
    "interview.short": Text(
        "The blueprint {blueprint} wants {wanted} questions in cell {cell} ({what}), and the bank has only {found}.",
        "面试方案 {blueprint} 的第 {cell} 格（{what}）需要 {wanted} 题，题库里只有 {found} 题。",
    ),
    "interview.cannot_write": Text("{path} cannot be written: {detail}", "无法写入 {path}：{detail}"),
    "interview.kind.numeric": Text("calculation", "计算题"),
    "interview.kind.case": Text("case", "案例题"),
    "interview.kind.open": Text("said aloud", "口答题"),
    "interview.kind.conceptual": Text("concept", "概念题"),
    "interview.list.head.number": Text("No.", "编号"),
    "interview.list.head.when": Text("when", "时间"),
    "interview.list.head.blueprint": Text("blueprint", "方案"),
    "interview.list.head.score": Text("points", "得分"),
    "interview.list.head.time": Text("time", "用时"),
    "interview.list.unfinished": Text("not finished", "未结束"),
}
