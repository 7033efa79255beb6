using System.Globalization;
using System.Reflection;
using Jifen.Dashboard.Live;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>Every kind of notice, and every refusal that is counted, is said to a person, in both languages.</summary>
public sealed class NoticeSentenceTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public static TheoryData<string> Kinds => [.. ConstantsOf(typeof(NoticeKinds))];

    public static TheoryData<string> Codes => [.. ConstantsOf(typeof(RefusalCodes))];

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_sentence_in_both_languages(string kind) => RequireBoth(kind, Said(kind, "en"), Said(kind, "zh-CN"));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_a_sentence_in_both_languages(string code) =>
        RequireBoth(code, In("en", () => LiveSentences.Refusal(code)), In("zh-CN", () => LiveSentences.Refusal(code)));

    /// <summary>The control: a kind without a sentence is seen to be said by its bare name.</summary>
    [Fact]
    public void A_kind_without_a_sentence_is_told_from_those_that_have_one() =>
        Assert.Equal(("new-kind", "new-kind"), (Said("new-kind", "en"), Said("new-kind", "zh-CN")));

    [Fact]
    public void The_demo_that_stopped_says_how_large_the_store_is() =>
        Assert.Contains("1,500,000,000", Said(NoticeKinds.DemoStopped, "en"), StringComparison.Ordinal);

    /// <remarks>What is filled in is neither English nor Chinese, so that only the sentence speaks.</remarks>
    private static string Said(string kind, string language) =>
        In(language, () => LiveSentences.Of(new LiveNotice("0-1", default, kind, "m***1", "x", new LocalText("x", "x"), 1_500_000_000)));

    private static string In(string language, Func<string> said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return said();
    }

    private static void RequireBoth(string name, string english, string chinese)
    {
        Assert.NotEqual(name, english);
        Assert.DoesNotContain(english, IsHan);
        Assert.Contains(chinese, IsHan);
    }

    private static IEnumerable<string> ConstantsOf(Type words) =>
        words.GetFields(BindingFlags.Public | BindingFlags.Static).Select(word => (string)word.GetRawConstantValue()!);

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
