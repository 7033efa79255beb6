using System.Globalization;
using Jifen.Grains.Catalogue;

namespace Jifen.Silo.Demo;

/// <summary>A simulated member, and what it has been told in this run of the silo.</summary>
internal sealed class DemoMember(int number, MemberKey key)
{
    public string Id { get; } = IdOf(number);

    public MemberKey Key { get; } = key;

    /// <summary>Points it was told last.</summary>
    public long Points { get; private set; }

    /// <summary>A purchase that it has not brought back; null for none.</summary>
    public string? Purchase { get; private set; }

    private Dictionary<string, DateOnly> PlayedOn { get; } = [];

    private PlayId? Card { get; set; }

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"demo-{number:0000}");

    /// <summary>It has a free play, or the points for another.</summary>
    public bool MayPlay(DateOnly today, Game game) =>
        (game.FreePlaysPerDay > 0 && PlayedOn.GetValueOrDefault(game.Id) != today) || Points >= (game.Cost?.Value ?? long.MaxValue);

    public void Plays(DateOnly today, Game game) => PlayedOn[game.Id] = today;

    /// <summary>The card that it holds, to be scratched now; null for none.</summary>
    public PlayId? TakeCard()
    {
        PlayId? card = Card;
        Card = null;
        return card;
    }

    public void BringsBack() => Purchase = null;

    public void Hears(Answer answer)
    {
        switch (answer)
        {
            case ActivityRecorded recorded:
                (Points, Purchase) = (recorded.Available.Value, recorded.Id);
                break;
            case Played played:
                Points = played.Available.Value;
                break;
            case Dealt dealt:
                (Points, Card) = (dealt.Available.Value, dealt.Card);
                break;
            case Scratched scratched:
                Points = scratched.Available.Value;
                break;
            case Entered entered:
                Points = entered.Available.Value;
                break;
            case ActivityRefunded refunded:
                Points = refunded.Available.Value;
                break;
        }
    }
}
