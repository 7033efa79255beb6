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

    public string SealOnly => Say(
        "Checked without the seed: the card was scratched as it had been sealed. Once the deck's seed is told, give it with --seed.",
        "未用种子核对：刮开的结果与发卡时的封存一致。本副卡的种子公布后，可用 --seed 再次核对。");

    public string DealtOnce => Say(
        "Proved only by 'jifen verify': that the serial was dealt once, and to this card.", "该序号只发过一次、且发给了这张卡，只有 jifen verify 能证明。");

    public string EntriesOnly => Say(
        "Checked without the seed: the receipt agrees with itself. Once the period is drawn its seed is told; give it with --seed.",
        "未用种子核对：凭证自身一致。本期开奖后公布种子，可用 --seed 再次核对。");

    public string SealedBefore => Say(
        "Proved only by 'jifen verify': that all entries were sealed before the seed was known, and nobody's was left out.",
        "全部报名在种子公布前已封存、且无人被遗漏，只有 jifen verify 能证明。");

    public string OfTest => Say(
        "A test member played: nothing was won, and no stock was used.", "这是测试会员的抽奖：没有真正中奖，也不占用库存。");

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
        ReceiptRule.Sealed => Say("The card was scratched as it had been sealed", "刮开的结果与封存一致"),
        ReceiptRule.Salt => Say("The salt of the seal follows from the seed", "封存用的盐由种子推出"),
        ReceiptRule.Kind => Say("By the seed, a card of this kind lies under the serial", "由种子推出该序号就是这类卡"),
        ReceiptRule.Order => Say("The slips drawn stand in their order, each once", "抽出的签按大小排列且不重复"),
        ReceiptRule.Position => Say("By the seed, the smallest slip of these entries has this place (0: not drawn)", "由种子推出这些报名中最小的签居于此位（0 为未抽中）"),
        ReceiptRule.PassedOver => Say("A slip that was not drawn is greater than all that were", "未抽中的签大于所有抽出的签"),
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
