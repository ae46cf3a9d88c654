"""What is said about reviews: what is due, how sure one is, what one decides about an item."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "review.welcome": Text(
        "Review, {count} to come. Type an answer and Enter. Commands: :hint :options :skip :dontknow :undo :quit",
        "复习，共 {count} 题。输入答案后按回车。"
        "命令：:hint 提示 :options 选项 :skip 跳过 :dontknow 不知道 :undo 撤销 :quit 结束。",
    ),
    "review.commands": Text(
        "Before an answer :1 :2 :3 say how sure you are; after it :easy or :guess change how it counts. "
        ":suspend :bury :flag REASON are about this question, with ^ about the one before.",
        "作答前可用 :1 :2 :3 表示把握大小；作答后可用 :easy（很容易）或 :guess（猜中的）改变计分。"
        ":suspend 停用 :bury 明天再问 :flag 原因——针对当前题，加 ^ 针对上一题。",
    ),
    "review.cram": Text("Outside the schedule: nothing moves.", "不计入日程：到期日不变。"),
    "review.waiting": Text(
        "{waiting} more are due and wait: a day has its limit, and siblings are not asked on one day.",
        "另有 {waiting} 题到期，改天再问：每天的题量有上限，同类题不排在同一天。",
    ),
    "review.nothing": Text("Nothing is due now. Next: {when} ({day}).", "现在没有到期的题。下次：{when}（{day}）。"),
    "review.nothing_at_all": Text(
        "Nothing is due, and nothing new is left for today.", "没有到期的题，今天的新题也学完了。"
    ),
    "review.go_on": Text(
        "To go on all the same: quizzer review --ahead, or quizzer quiz.",
        "还想练：quizzer review --ahead 可提前复习，也可以用 quizzer quiz。",
    ),
    "review.progress": Text("Review  {number} of {count}", "复习  第 {number} 题，共 {count} 题"),
    "review.rated_easy": Text("Counts as easy. {due}", "记为“很容易”。{due}"),
    "review.rated_lucky": Text("Counts as a lucky guess, so as not known. {due}", "记为“猜中的”，按不会处理。{due}"),
    "review.not_easy": Text(
        "Easy is for what was right, typed and without a hint.", "只有自己输入、没看提示而且答对的题才能记为“很容易”。"
    ),
    "review.not_lucky": Text("Only a right answer can be a lucky guess.", "只有答对的题才能记为“猜中的”。"),
    "review.nothing_answered": Text("There is no answer yet.", "还没有作答。"),
    "review.suspended": Text("{item} is suspended and will not be asked.", "{item} 已停用，不再提问。"),
    "review.buried": Text("{item} rests until tomorrow.", "{item} 明天再问。"),
    "review.flagged": Text("{item} is flagged: {reason}", "{item} 已标记：{reason}"),
    "review.flag_needs_reason": Text("Say what is wrong: :flag REASON", "请写明问题：:flag 原因"),
    "review.sure_and_wrong": Text(
        "You were sure of it, so it comes back tomorrow in another form.", "你很有把握却答错了，明天换个方式再问。"
    ),
    "review.away": Text(
        "This took long, or the computer slept: {minutes} minutes are counted, nothing is lost.",
        "隔了很久才作答，或电脑休眠过：用时按 {minutes} 分钟计，其他不受影响。",
    ),
    "review.leech": Text(
        "Not known eight times: it rests from now on. Undo takes that back; --where leech lists such items.",
        "已经八次没答出，从现在起停用。撤销可恢复；--where leech 可列出这类题。",
    ),
    "review.confidence.1": Text("1 a guess", "1 猜的"),
    "review.confidence.2": Text("2 fairly sure", "2 比较有把握"),
    "review.confidence.3": Text("3 sure", "3 很有把握"),
    "review.ask_confidence": Text("F8 How sure:", "F8 把握："),
    "review.say_confidence": Text(
        "How sure are you? :1 :2 :3 before the answer.", "有多大把握？作答前输入 :1、:2 或 :3。"
    ),
    "review.key_changed": Text(
        "The right answer of this item was changed since you saw it. :keep keeps what you know of it, :anew begins "
        "anew; an answer keeps it.",
        "这道题的标准答案在你上次作答后改过。:keep 保留记录，:anew 重新开始；直接作答即保留。",
    ),
    "review.ask_key": Text(
        "The right answer of this item was changed since you saw it. Does what you knew of it still count?",
        "这道题的标准答案在你上次作答后改过。以前的记录还算数吗？",
    ),
    "review.keep": Text("Keep", "保留"),
    "review.anew": Text("Begin anew", "重新开始"),
    "review.later": Text("Later; an answer keeps it", "以后再说；直接作答即保留"),
    "review.kept": Text("What you know of it is kept.", "已保留记录。"),
    "review.begun_anew": Text("It is new again.", "这道题重新开始。"),
    "review.key_same": Text("The right answer of this item is what it was.", "这道题的标准答案没有改过。"),
    "review.undone": Text("Taken back: {what}, {item}.", "已撤销：{what}，{item}。"),
    "review.undone_earlier": Text(
        "Taken back from an earlier session; here it is again.", "已撤销上一次练习的最后一题，请重新作答。"
    ),
    "event.attempt": Text("the answer", "作答"),
    "event.rerate": Text("the changed rating", "改过的评分"),
    "event.suspend": Text("suspending", "停用"),
    "event.unsuspend": Text("asking it again", "恢复提问"),
    "event.bury": Text("the rest until tomorrow", "明天再问"),
    "event.unbury": Text("the end of its rest", "提前恢复"),
    "event.flag": Text("the flag", "标记"),
    "event.unflag": Text("taking the flag away", "取消标记"),
    "event.reset": Text("beginning anew", "重新开始"),
    "event.key": Text("the decision on its changed answer", "对答案改动的决定"),
    "event.parameters": Text("the parameters of the memory model", "记忆模型参数"),
    "why.decide.suspend": Text("Suspend: do not ask it any more", "停用：不再提问"),
    "why.decide.unsuspend": Text("Ask it again", "恢复提问"),
    "why.decide.unbury": Text("End its rest: ask it when it is due", "结束推迟：到期即问"),
    "why.decide.unflag": Text("Take the flag away", "取消标记"),
    "why.decide.reset": Text("Begin anew: forget when it was due", "重新开始：清除记忆状态"),
    "why.decided": Text("Done: {what}. u takes it back.", "已完成：{what}。按 u 撤销。"),
    "why.no.suspend": Text("{item} is suspended already.", "{item} 早已停用。"),
    "why.no.unsuspend": Text("{item} is not suspended.", "{item} 没有停用。"),
    "why.no.unbury": Text("{item} is not put off.", "{item} 没有推迟。"),
    "why.no.unflag": Text("{item} has no flag.", "{item} 没有标记。"),
    "why.no.reset": Text("{item} is new as it is.", "{item} 本来就是新题。"),
    "item.decided": Text("Done: {what}, {item}.", "已完成：{what}，{item}。"),
    "key.review": Text("Review", "复习"),
    "key.easy": Text("Easy", "很容易"),
    "key.lucky": Text("Lucky guess", "猜中的"),
    "key.similar": Text("New numbers", "换数字"),
    "key.copy": Text("Copy the question", "复制题目"),
    "review.copied": Text("Copied.", "已复制。"),
    "review.edited": Text("What was changed is asked from the next quiz on.", "修改从下一组题起生效。"),
    "review.not_similar": Text("There are no other numbers for this question.", "这道题没有别的数字可换。"),
    "key.suspend": Text("Suspend", "停用"),
    "key.bury": Text("Tomorrow", "明天再问"),
    "key.flag": Text("Flag", "标记"),
    "key.undo_last": Text("Undo the last step", "撤销上一步"),
    "flag.ask": Text("What is wrong with this item?", "这道题有什么问题？"),
    "flag.keys": Text("Enter  Flag     Esc  Leave it", "回车 标记     Esc 取消"),
    "help.review": Text(
        "After a verdict: a the same with new numbers, e easy, g lucky guess, s suspend, b not before tomorrow, f flag "
        "with a reason, u undo, y copy question and answer, v open the item in $EDITOR. "
        "Before an answer F8 says how sure you are (1 to 3); sure and wrong comes back the next day. F9 takes the last "
        "step back, also that of an earlier session.",
        "评分后：a 同题换数字，e 很容易，g 猜中的，s 停用，b 明天再问，f 标记问题，u 撤销，"
        "y 复制题目和答案，v 用 $EDITOR 打开题目。"
        "作答前按 F8 表示把握大小（1–3）；很有把握却答错的题第二天再问。F9 撤销上一步，包括上一次练习的。",
    ),
}
