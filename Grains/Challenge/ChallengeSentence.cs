using System.Globalization;

namespace Jifen.Grains.Challenge;

/// <summary>Where a member stands, in a sentence.</summary>
internal static class ChallengeSentence
{
    public static LocalText Of(ChallengeRules rules, ChallengeView view, RewardWords words)
    {
        LocalText span = SpanOf(rules.Period);
        if (view.Next is not { } next)
        {
            LocalText had = words.Of(ChallengeSteps.RewardOf(rules.Goal));
            return new($"Done {span.En}: you have got {had.En}.", $"{span.Zh}已完成：您已获得 {had.Zh}。");
        }

        LocalText left = LeftOf(rules, view, words);
        LocalText reward = words.Of(next);
        return new($"{left.En} {span.En} and you get {reward.En}.", $"{span.Zh}{left.Zh}，即可获得 {reward.Zh}。");
    }

    private static LocalText LeftOf(ChallengeRules rules, ChallengeView view, RewardWords words)
    {
        long more = Math.Max(1, view.Need - view.Have);
        return rules.Goal switch
        {
            SumGoal => new($"Spend {RewardWords.Amount(more)} more", $"再消费 {RewardWords.Amount(more)}"),
            SetGoal set => MissingOf(set, view),
            _ => RewardWords.Activities(more, rules.Kinds),
        };
    }

    private static LocalText MissingOf(SetGoal set, ChallengeView view)
    {
        LocalText[] missing = [.. view.Set!.Where(member => !member.Have).Select(member => member.Label ?? new(member.Name, member.Name))];
        string en = string.Join(", ", missing.Select(name => name.En));
        string zh = string.Join('、', missing.Select(name => name.Zh));
        return set.Of switch
        {
            SetOf.Badges => new($"Earn {en}", $"再获得 {zh}"),
            SetOf.Merchants => new($"Shop at {en}", $"再光顾 {zh}"),
            _ => new($"Buy {en}", $"再购买 {zh}"),
        };
    }

    private static LocalText SpanOf(ChallengePeriod period) => period.Span switch
    {
        ChallengeSpan.Day => new("today", "今天"),
        ChallengeSpan.Week => new("this week", "本周"),
        ChallengeSpan.Month => new("this month", "本月"),
        ChallengeSpan.Rolling => new(
            string.Create(CultureInfo.InvariantCulture, $"within {period.Days} days"), string.Create(CultureInfo.InvariantCulture, $"{period.Days} 天内")),
        _ => new("in this campaign", "活动期间"),
    };
}
