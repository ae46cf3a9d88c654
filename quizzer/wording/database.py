"""What ``quizzer db`` says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "problem.database.conflict": Text(
        "{path} holds an event that contradicts one of yours, so the two cannot be merged. Nothing was changed.",
        "{path} 中有一条记录与现有记录矛盾，无法合并。未做任何改动。",
    ),
    "problem.no_file": Text("There is no file {path}.", "没有文件 {path}。"),
    "problem.no_backup": Text(
        "There is no backup {name}; “quizzer db restore” without a name lists them.",
        "没有备份 {name}；不带名称运行“quizzer db restore”可列出全部备份。",
    ),
    "db.check.fine": Text(
        "All is well: everything follows from the log of {events} events.",
        "一切正常：所有数据都与日志中的 {events} 条记录一致。",
    ),
    "db.check.integrity": Text("SQLite finds the file damaged: {detail}", "SQLite 发现文件损坏：{detail}"),
    "db.check.reference": Text(
        "A row of {subject} refers to one that is missing ({detail}).",
        "{subject} 中有一行引用了不存在的记录（{detail}）。",
    ),
    "db.check.log": Text("The log makes no sense at {subject}: {detail}", "日志在 {subject} 处自相矛盾：{detail}"),
    "db.check.card": Text(
        "The card {subject} is not what the log gives: {detail}", "卡片 {subject} 与日志不符：{detail}"
    ),
    "db.check.item": Text(
        "The item {subject} is not what the log gives: {detail}", "题目 {subject} 与日志不符：{detail}"
    ),
    "db.check.due_days": Text(
        "The number of cards due on {subject} is wrong.{detail}", "{subject} 的到期卡片数有误。{detail}"
    ),
    "db.check.daily": Text(
        "The daily figures of {subject} are not what the log gives.{detail}", "{subject} 的每日统计与日志不符。{detail}"
    ),
    "db.check.interview": Text(
        "What is kept of the interview {subject} cannot be read.{detail}", "面试 {subject} 的记录无法读取。{detail}"
    ),
    "db.check.repairable": Text(
        "Your answers are all there; “quizzer db check --repair” makes the rest anew from the log.",
        "你的答题记录完好；运行“quizzer db check --repair”可由日志重建其余数据。",
    ),
    "db.check.restore": Text(
        "This cannot be repaired from the log; “quizzer db restore” lists the backups.",
        "无法由日志修复；运行“quizzer db restore”可列出备份。",
    ),
    "db.check.repaired": Text("Made anew from the log.", "已由日志重建。"),
    "db.backup": Text("Backed up to {path}", "已备份到 {path}"),
    "db.restored": Text("Restored from {path}", "已从 {path} 恢复"),
    "db.replaced": Text("What was there before is kept as {path}", "原来的数据保存为 {path}"),
    "db.migrating": Text(
        "Your progress ({megabytes} MB) is being backed up and brought up to this version; that can take minutes.",
        "正在备份学习记录（{megabytes} MB）并升级到此版本，可能需要几分钟。",
    ),
    "backup.finishing": Text(
        "Your progress ({megabytes} MB) has been without a new backup for days; it is made now. "
        "Ctrl-C leaves it for next time.",
        "学习记录（{megabytes} MB）已多日没有新备份，现在正在备份。按 Ctrl-C 可留到下次。",
    ),
    "backup.done": Text("The backup is made.", "备份完成。"),
    "backup.left": Text("Left for next time; all your answers are saved.", "留到下次再备份；答题记录已全部保存。"),
    "backup.failed": Text(
        "The backup could not be made; “quizzer doctor” says why. All your answers are saved.",
        "备份未能完成；运行“quizzer doctor”可查看原因。答题记录已全部保存。",
    ),
    "db.no_backups": Text("There is no backup yet.", "还没有备份。"),
    "db.upgraded": Text("The database is at schema {revision}.", "数据库的结构版本为 {revision}。"),
    "db.merged": Text(
        "{events} events and {sessions} sessions were new, and {interviews} interviews; the rest was here already.",
        "新增 {events} 条记录、{sessions} 次练习、{interviews} 场面试；其余已存在。",
    ),
    "db.fit.missing": Text(
        "{missing} more reviews are needed before the memory model can be fitted to you; so far there are {reviews}.",
        "还需要 {missing} 次复习才能按你的情况拟合记忆模型；目前有 {reviews} 次。",
    ),
    "db.fit.kept": Text(
        "Fitted to {reviews} reviews: the loss on later ones falls from {before} to {after}. The fit is in force now.",
        "已用 {reviews} 次复习拟合：对后续复习的损失由 {before} 降到 {after}，新参数已生效。",
    ),
    "db.fit.not_better": Text(
        "Fitted to {reviews} reviews: the loss on later ones would go from {before} to {after}. All stays as it is.",
        "已用 {reviews} 次复习拟合：对后续复习的损失将由 {before} 变为 {after}，保持原参数。",
    ),
    "db.retention": Text(
        "From now on cards come back when {percent} % recall is expected.",
        "今后卡片将在预计记忆率降到 {percent}% 时再次出现。",
    ),
}
