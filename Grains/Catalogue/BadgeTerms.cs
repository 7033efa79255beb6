using System.Globalization;
using System.Text;

namespace Jifen.Grains.Catalogue;

/// <summary>All of a programme that decides who has which badges and sets, as a text: where it is the same, nobody is owed a badge anew.</summary>
internal static class BadgeTerms
{
    public static string Of(ProgrammeDocument document)
    {
        StringBuilder terms = new();
        foreach (BadgeDocument badge in document.Badges)
        {
            terms.Append(CultureInfo.InvariantCulture, $"{badge.Id}|{badge.Criteria.Counter}|{string.Join(',', badge.Criteria.Kinds)}|{badge.Criteria.AtLeast}|{badge.Limit}\n");
        }

        foreach (BadgeSetDocument set in document.BadgeSets)
        {
            terms.Append(CultureInfo.InvariantCulture, $"{set.Id}|{string.Join(',', set.Badges)}\n");
        }

        foreach (ChallengeDocument challenge in document.Campaigns.SelectMany(campaign => campaign.Challenges))
        {
            if (challenge.Goal is SetGoal { Of: SetOf.Badges } set)
            {
                terms.Append(CultureInfo.InvariantCulture, $"{challenge.Id}|{string.Join(',', set.Members)}\n");
            }
        }

        return terms.ToString();
    }
}
