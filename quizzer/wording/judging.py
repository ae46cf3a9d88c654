"""What a verdict says: its word, the reason, and what to do about an answer that could not be read."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "verdict.correct": Text("Right", "正确"),
    "verdict.partial": Text("Partly right", "部分正确"),
    "verdict.incorrect": Text("Not right", "不正确"),
    "verdict.invalid": Text("Not counted", "未计入"),
    "verdict.gave_up": Text("Don't know", "不知道"),
    "verdict.key": Text("{key} is right.", "正确答案是 {key}。"),
    "verdict.keys": Text("{key} are right.", "正确答案是 {key}。"),
    "verdict.read_as": Text("read as {read_as}", "读作 {read_as}"),
    "verdict.score": Text("score {score}", "得分 {score}"),
    "verdict.slip": Text("This is what you get if you {belief}.", "若{belief}，就会得到这个结果。"),
    "verdict.slip_or": Text("It is also what you get if you {belief}.", "若{belief}，也会得到这个结果。"),
    "verdict.slip_two": Text(
        "Perhaps two slips at once: {first}, and {second}.", "也许同时有两处失误：{first}；并且{second}。"
    ),
    "verdict.due": Text("Next: {when}", "下次：{when}"),
    "due.today": Text("today", "今天"),
    "due.tomorrow": Text("tomorrow", "明天"),
    "due.days": Text("in {days} days", "{days} 天后"),
    "truth.true": Text("True", "对"),
    "truth.false": Text("False", "错"),
    "verdict.note": Text("Note {note}, lines {lines}: {title}", "笔记 {note} 第 {lines} 行：{title}"),
    "verdict.note_flag": Text("The note differs here: {text}", "这里与笔记不同：{text}"),
    "verdict.followup": Text("An interviewer might go on: {text}", "面试官可能接着问：{text}"),
    # Why an answer is not right, or only in part.
    "reason.wrong_prefix_base": Text(
        "The prefix is taken to the wrong base: 1 K is 1000, 1 Ki is 1024.",
        "前缀的进制用错了：1 K 是 1000，1 Ki 是 1024。",
    ),
    "reason.not_whole": Text("The answer is a whole number.", "答案应为整数。"),
    "reason.axis_count": Text(
        "You gave {given} numbers; the shape has {expected}.",
        "你给出了 {given} 个数，而形状有 {expected} 个。",
    ),
    "reason.axes_swapped": Text("The numbers are right, but in another order.", "数值都对，但顺序不同。"),
    "reason.first_wrong_axis": Text(
        "Number {axis} is the first that differs: {given}.", "从第 {axis} 个数开始不对：{given}。"
    ),
    "reason.wrong_order": Text("The members are right, but in another order.", "成员都对，但顺序不同。"),
    "reason.members_missing": Text("Missing: {missing}.", "缺少：{missing}。"),
    "reason.members_extra": Text("Too many: {extra}.", "多出：{extra}。"),
    "reason.members_missing_and_extra": Text(
        "Missing: {missing}. Too many: {extra}.", "缺少：{missing}。多出：{extra}。"
    ),
    "reason.hits_and_false": Text(
        "{hits} of {keys} right options found, {false} wrong ones picked.",
        "{keys} 个正确选项中选对 {hits} 个，选错 {false} 个。",
    ),
    "reason.reason_wrong": Text("The judgement is right, the reason is another.", "判断正确，但理由不对。"),
    "reason.judgement_wrong": Text(
        "The reason is right, but it leads to the other judgement.", "理由正确，但由它应得出相反的判断。"
    ),
    "reason.judgement_and_reason_wrong": Text("Neither the judgement nor the reason holds.", "判断和理由都不对。"),
    "reason.blanks_wrong": Text("Not right: blank {wrong}.", "不对的空：{wrong}。"),
    "reason.counter_example": Text(
        "With {at} yours gives {given}; right is {right}.", "取 {at} 时，你的式子得 {given}，应为 {right}。"
    ),
    "reason.no_value_at": Text(
        "With {at} yours has no value; right is {right}.", "取 {at} 时，你的式子没有值，应为 {right}。"
    ),
    "reason.value_where_none": Text(
        "With {at} yours gives {given}, where there should be no value.",
        "取 {at} 时，你的式子得 {given}，而那里本没有值。",
    ),
    "reason.one_too_many": Text("That is one too many.", "多了 1。"),
    "reason.one_too_few": Text("That is one too few.", "少了 1。"),
    "reason.pairs_in_order": Text(
        "{right} of {pairs} pairs stand in the right order; place {place} is the first that is wrong.",
        "{pairs} 对中有 {right} 对顺序正确；从第 {place} 位开始不对。",
    ),
    "reason.pairs_wrong": Text("Not right: {wrong}.", "不对的是：{wrong}。"),
    "reason.correction_wrong": Text(
        "The part is the wrong one, but this correction does not mend it.", "找对了错处，但这个改正不对。"
    ),
    "reason.part_wrong": Text("The error is somewhere else.", "错处不在这里。"),
    "reason.key_points_and_claims": Text(
        "{hits} of {all} key points, less {claims} for what is not so:",
        "{all} 个要点中答到 {hits} 个，因说错扣去 {claims} 个：",
    ),
    "verdict.put_right": Text("Put right: {text}", "改正后：{text}"),
    "verdict.model_answer": Text("A good answer: {text}", "参考回答：{text}"),
    "reason.key_points": Text("{hits} of {all} key points.", "{all} 个要点中答到 {hits} 个。"),
    "reason.follow_through": Text(
        "It follows rightly from your earlier answer, so it counts in full.", "由你前面的答案推得正确，此步计满分。"
    ),
    "reason.macs_for_flops": Text(
        "That is half: it counts each multiply-add once, FLOPs count the multiplication and the addition.",
        "这是一半：把每次乘加只算一次；FLOPs 要把乘和加各算一次。",
    ),
    "reason.flops_for_macs": Text(
        "That is double: it counts multiplication and addition apart, a MAC is both together.",
        "这是两倍：把乘和加分开算了；一次 MAC 就是一次乘加。",
    ),
    "reason.bits_for_bytes": Text("That counts bits; 8 of them make a byte.", "这是按位算的；8 位为 1 字节。"),
    # Why an answer could not be read; it is asked again and does not count.
    "invalid.empty": Text("Nothing was typed.", "没有输入内容。"),
    "invalid.too_long": Text("That is too long; at most {subject} characters.", "内容太长，最多 {subject} 个字符。"),
    "invalid.invisible_character": Text(
        "There is an invisible character ({subject}); please type the answer again.",
        "其中有不可见字符（{subject}），请重新输入。",
    ),
    "invalid.unexpected_character": Text("“{subject}” does not belong here.", "这里不应出现“{subject}”。"),
    "invalid.bad_grouping": Text(
        "The separators in {subject} do not group thousands.", "{subject} 中的分隔符不符合千位分隔。"
    ),
    "invalid.decimal_comma": Text(
        "Is {subject} a decimal? Please write it with a point.", "{subject} 是小数吗？请用小数点书写。"
    ),
    "invalid.mixed_fraction": Text(
        "Is {subject} a sum or a product? Please write + or ×.", "{subject} 是相加还是相乘？请写明 + 或 ×。"
    ),
    "invalid.too_many_digits": Text("That number has too many digits.", "这个数的位数太多。"),
    "invalid.too_large": Text("That is too large to be worked out.", "这个数太大，无法计算。"),
    "invalid.too_deep": Text("There are too many brackets inside each other.", "括号嵌套层数太多。"),
    "invalid.unclosed": Text("A bracket is not closed.", "有括号没有闭合。"),
    "invalid.expected": Text("“{subject}” is missing here.", "这里缺少“{subject}”。"),
    "invalid.trailing": Text("What does “{subject}” mean here?", "这里的“{subject}”是什么意思？"),
    "invalid.missing_operand": Text("A number is missing here.", "这里缺少一个数。"),
    "invalid.unknown_name": Text("“{subject}” is not known here.", "无法识别“{subject}”。"),
    "invalid.argument_count": Text("{subject} has the wrong number of arguments.", "{subject} 的参数个数不对。"),
    "invalid.division_by_zero": Text("That divides by zero.", "除数为零。"),
    "invalid.undefined": Text("That has no value.", "这个式子没有值。"),
    "invalid.not_whole": Text("A whole number is needed.", "需要整数。"),
    "invalid.unknown_unit": Text("The unit “{subject}” does not fit here.", "单位“{subject}”在这里不适用。"),
    "invalid.two_numbers": Text(
        "“{subject}” looks like two numbers; please write one, without a space in it.",
        "“{subject}”像是两个数；请只写一个数，中间不要留空格。",
    ),
    "invalid.unbalanced_brackets": Text("The brackets do not match.", "括号不匹配。"),
    "invalid.too_many_members": Text("That is too many values.", "给出的值太多。"),
    "invalid.missing_member": Text("A value is missing between two separators.", "两个分隔符之间缺少一个值。"),
    "invalid.not_whole_number": Text("“{subject}” is not a whole number.", "“{subject}”不是整数。"),
    "invalid.not_in_universe": Text("“{subject}” is not among the possible values.", "“{subject}”不在可选范围内。"),
    "invalid.unknown_option": Text("Please answer with {subject}.", "请回答 {subject} 中的选项。"),
    "invalid.one_option_only": Text("Please choose one option.", "请只选一项。"),
    "invalid.truth_and_reason": Text(
        "Please give the judgement and the reason, such as “F A” (reasons {subject}).",
        "请写出判断和理由，例如“F A”（理由 {subject}）。",
    ),
    "invalid.part_count": Text(
        "There are {subject} parts; separate their answers with |.", "共有 {subject} 小问，请用 | 分隔各答案。"
    ),
    "invalid.part_invalid": Text("The answer to part ({part}) cannot be read.", "无法读取第（{part}）小问的答案。"),
    "verdict.part": Text("({part}) {mark} {text}", "（{part}）{mark} {text}"),
    "invalid.too_many_signs": Text("That has too many parts; please write it more simply.", "式子太长，请写得简单些。"),
    "invalid.unit_scope": Text(
        "Does “{subject}” belong to all of it or to the last number only? Please write brackets or one number.",
        "“{subject}”是属于整个式子还是只属于最后一个数？请加括号或只写一个数。",
    ),
    "invalid.range": Text("Please give one number, not a range.", "请只写一个数，不要写范围。"),
    "invalid.ambiguous_division": Text(
        "Does “{subject}” belong below the line? Please write a bracket or a × sign.",
        "“{subject}”在分母里吗？请加括号或写出 ×。",
    ),
    "invalid.missing_operator": Text(
        "What stands between this and “{subject}”? Please write the sign.", "“{subject}”前缺少运算符，请写出来。"
    ),
    "invalid.floor_brackets": Text(
        "Do the square brackets mean rounding down? Please write floor(…) or ⌊…⌋.",
        "方括号是表示向下取整吗？请写成 floor(…) 或 ⌊…⌋。",
    ),
    "invalid.each_once": Text("Please name each once: {subject}.", "请把每一项各写一次：{subject}。"),
    "invalid.pairs": Text("Please give pairs such as 1=b, 2=a ({subject}).", "请写成 1=b, 2=a 的形式（{subject}）。"),
    "invalid.part_and_correction": Text(
        "Please give the wrong part and the correction, such as “b 2” ({subject}), or “none”.",
        "请写出错处和改正，例如“b 2”（{subject}）；没有错误就写“none”。",
    ),
    "invalid.tick_key_points": Text(
        "End the text with a line “.” and then the numbers of the key points it holds (1 to {subject}; 0 for none).",
        "文字后另起一行写“.”，再写其中包含的要点编号（1 到 {subject}；一个也没有写 0）。",
    ),
    "invalid.blank_count": Text(
        "There are {subject} blanks; separate them with |.", "共有 {subject} 个空，请用 | 分隔。"
    ),
}
