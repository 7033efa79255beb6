using System.Globalization;
using Jifen.Grains.Fairness;

namespace Jifen.Silo.Commands;

/// <summary>Words of <c>verify-receipt</c>, in both languages.</summary>
internal sealed class ReceiptReport(ReportLanguage language)
{
    public string Passed => Say("The receipt holds: this outcome follows from the seed that was committed to.", "凭证成立：此结果由事先承诺的种子推出。");

    public string Failed => Say("The receipt does not hold.", "凭证不成立。");

    public string Asserted => Say(
        "Asserted by the receipt and proved only by 'jifen verify': which prizes were out, and the plays since the last win.",
        "哪些奖品已发完、距上次中奖的次数，由凭证声明，只有 jifen verify 能证明。");

    public string Unusable(string what, string why) =>
        Say($"Unusable input: {what}: {why}", $"输入不可用：{what}：{why}");

    public string Missing => Say("missing", "缺少");

    public string NotSeed => Say("64 hexadecimal digits are needed", "需要 64 位十六进制数字");

    public string NotReceipt => Say("not the JSON of a receipt", "不是凭证的 JSON");

    public string NotReadable => Say("the file cannot be read", "文件无法读取");

    public string TooLarge => Say("the file is too large for a receipt", "文件过大，不是凭证");

    public string Line(ReceiptFinding finding) => finding.Passed
        ? $"✓ {Question(finding.Rule)} ({finding.Field}): {Shown(finding.Found)}"
        : $"✗ {Question(finding.Rule)} ({finding.Field}): {Say("expected", "应为")} {Shown(finding.Expected)}, {Say("found", "实为")} {Shown(finding.Found)}";

    private string Question(ReceiptRule rule) => rule switch
    {
        ReceiptRule.WellFormed => Say("The field is there and in its range", "字段存在且在范围内"),
        ReceiptRule.Unaltered => Say("The fields carry the check digits they were issued with", "字段与签发时的校验位一致"),
        ReceiptRule.Formula => Say("The formula is known", "公式已知"),
        ReceiptRule.Commitment => Say("The seed is the one committed to", "种子与承诺一致"),
        ReceiptRule.TableHash => Say("The table is the one that was hashed", "奖表与其哈希一致"),
        ReceiptRule.TableLottery => Say("The table belongs to the lottery", "奖表属于该活动"),
        ReceiptRule.TableVersion => Say("The table is of the version named", "奖表版本一致"),
        ReceiptRule.Rolled => Say("The draw, recomputed, hits this segment", "重算抽取命中该格"),
        ReceiptRule.Segment => Say("By the table's rules the player gets this segment", "按奖表规则应得该格"),
        ReceiptRule.Prize => Say("Whether it is a prize", "是否为奖品"),
        ReceiptRule.Guaranteed => Say("Whether the guarantee chose it", "是否由保底给出"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    /// <summary>A receipt is a stranger's text: what would steer the terminal is shown as a replacement character.</summary>
    private static string Shown(string text) => string.Create(text.Length, text, (shown, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            shown[i] = char.GetUnicodeCategory(source[i]) is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : source[i];
        }
    });

    private string Say(string english, string chinese) => language == ReportLanguage.Chinese ? chinese : english;
}
