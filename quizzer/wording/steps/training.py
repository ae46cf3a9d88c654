"""Names of the quantities in worked solutions about optimisers, targets, vectors and initial weights."""

from __future__ import annotations

from quizzer.questions.text import Text

WORDS: dict[str, Text] = {
    # steps of optimisers
    "pull": Text("slope of the penalty", "惩罚项的斜率"),
    "gradient_step": Text("weight after the gradient step", "梯度步之后的权重"),
    "shrinkage": Text("threshold", "阈值"),
    "left_over": Text("size that is left", "剩下的绝对值"),
    "new_weight": Text("new weight", "新权重"),
    "velocity": Text("new velocity", "新速度"),
    "update_direction": Text("update before the learning rate", "乘学习率之前的更新量"),
    "first_moment": Text("first moment", "一阶矩"),
    "second_moment": Text("second moment", "二阶矩"),
    "corrected_first_moment": Text("first moment, bias-corrected", "偏差修正后的一阶矩"),
    "corrected_second_moment": Text("second moment, bias-corrected", "偏差修正后的二阶矩"),
    "decayed_weight": Text("weight after the decay", "衰减后的权重"),
    "penalised_gradient": Text("gradient with the penalty", "加上惩罚的梯度"),
    # averages and schedules
    "moving_average": Text("new average", "新的滑动平均"),
    "half_life": Text("half-life in steps", "半衰步数"),
    "half_steps": Text("steps, rounded up", "向上取整的步数"),
    "batch_ratio": Text("ratio of the batches", "批大小之比"),
    "climbed": Text("share of the warm-up done", "预热完成的比例"),
    "decay_progress": Text("share of the decay done", "衰减完成的比例"),
    "cosine": Text("cosine", "余弦值"),
    "learning_rate": Text("learning rate", "学习率"),
    "per_epoch": Text("iterations per epoch", "每轮迭代数"),
    "all_iterations": Text("iterations in all", "总迭代数"),
    "effective_batch": Text("effective batch", "有效批大小"),
    # vectors and graphs
    "power_sum": Text("sum of powers", "幂之和"),
    "vector_norm": Text("norm", "范数"),
    "squared_norm": Text("squared norm", "范数的平方"),
    "dot_product": Text("dot product", "点积"),
    "squared_length_a": Text("squared length of a", "a 的长度的平方"),
    "squared_length_b": Text("squared length of b", "b 的长度的平方"),
    "product_of_lengths": Text("product of the lengths", "长度之积"),
    "cosine_similarity": Text("cosine similarity", "余弦相似度"),
    "node_state": Text("new state of node {index}", "节点 {index} 的新状态"),
    # initial weights
    "fan_in": Text("fan-in", "fan_in"),
    "fan_out": Text("fan-out", "fan_out"),
    "uniform_limit": Text("bound of the uniform distribution", "均匀分布的上限"),
    # distillation and mixed labels
    "teacher_log_sum": Text("log-sum-exp of the teacher", "教师的指数和的对数"),
    "teacher_log_share": Text("log-probability of the teacher", "教师的对数概率"),
    "teacher_share": Text("probability of the teacher", "教师的概率"),
    "student_log_sum": Text("log-sum-exp of the student", "学生的指数和的对数"),
    "student_log_share": Text("log-probability of the student", "学生的对数概率"),
    "divergence": Text("KL divergence", "KL 散度"),
    "soft_cross_entropy": Text("cross-entropy with soft targets", "软目标的交叉熵"),
    "mixed_target": Text("mixed target", "混合后的目标值"),
    "cut_ratio": Text("ratio of the sides", "边长之比"),
    "cut_width": Text("width of the patch", "贴块的宽"),
    "cut_height": Text("height of the patch", "贴块的高"),
    "kept_weight": Text("weight of the kept label", "保留图像的标签权重"),
    "pasted_weight": Text("weight of the pasted label", "贴块的标签权重"),
    # contrastive losses, CTC, calibration
    "scaled_similarity": Text("similarity over temperature", "相似度除以温度"),
    "violation": Text("violation of the margin", "违反间隔的量"),
    "label_length": Text("length of the label", "标签长度"),
    "adjacent_repeats": Text("equal neighbours", "相邻的相同字符数"),
    "least_frames": Text("least number of frames", "最少帧数"),
    "forward_counts": Text("ways up to frame {index}", "到第 {index} 帧的路径数"),
    "alignments": Text("alignments", "对齐路径数"),
    "bin_gap": Text("gap in bin {index}", "第 {index} 箱的差距"),
    "binned_samples": Text("samples in all", "样本总数"),
    "ece": Text("expected calibration error", "期望校准误差"),
}
