using System.Collections.Frozen;

namespace Jifen.Grains.Catalogue;

/// <summary>One version of the catalogue, compiled. Immutable; may be used by any thread.</summary>
public sealed class Programme
{
    private readonly FrozenDictionary<string, Wheel> wheels;

    private Programme(ProgrammeDocument document, long version, Hash256 hash, Func<WheelDocument, WheelTable> tableOf)
    {
        Id = document.Programme;
        Version = version;
        Document = hash;
        Name = document.Name;
        Calendar = new(document.Zone);
        Expiry = document.Expiry;
        Campaigns = [.. document.Campaigns.Select(campaign => new CampaignRules(campaign, Calendar))];
        Wheels =
        [
            .. document.Campaigns.Zip(Campaigns).SelectMany(pair => pair.First.Lotteries.OfType<WheelDocument>()
                .Select(wheel => new Wheel(wheel, pair.Second, tableOf(wheel)))),
        ];
        Boards = document.Boards;
        Badges = document.Badges;
        BadgeSets = document.BadgeSets;
        wheels = Wheels.ToFrozenDictionary(wheel => wheel.Id, StringComparer.Ordinal);
    }

    /// <summary>What is in force before the first version: nothing is open, nothing is earned, days are those of UTC.</summary>
    public static Programme Empty { get; } = Compile(new("none", "UTC", new("No programme", "尚无积分计划"), new NeverExpires(), []), 0, default);

    public string Id { get; }

    /// <summary>Number of the version; 0 before the first.</summary>
    public long Version { get; }

    /// <summary>SHA-256 of the document's bytes.</summary>
    public Hash256 Document { get; }

    public LocalText Name { get; }

    public ProgrammeCalendar Calendar { get; }

    /// <summary>When points earned under this version are gone.</summary>
    public ExpiryRule Expiry { get; }

    public IReadOnlyList<CampaignRules> Campaigns { get; }

    /// <summary>All wheels of all campaigns, in declared order.</summary>
    public IReadOnlyList<Wheel> Wheels { get; }

    public IReadOnlyList<BoardDocument> Boards { get; }

    public IReadOnlyList<BadgeDocument> Badges { get; }

    public IReadOnlyList<BadgeSetDocument> BadgeSets { get; }

    /// <summary>Version of each wheel's table, for <see cref="Restore"/>.</summary>
    public IReadOnlyDictionary<string, long> TableVersions => Wheels.ToDictionary(wheel => wheel.Id, wheel => wheel.Table.Version);

    /// <summary>Compiles a document that <see cref="ProgrammeReader"/> has read.</summary>
    /// <param name="previous">The version in force before; a wheel whose table stands unchanged keeps that table's version.</param>
    public static Programme Compile(ProgrammeDocument document, long version, Hash256 hash, Programme? previous = null) =>
        new(document, version, hash, wheel => TableAfter(wheel, version, previous?.FindWheel(wheel.Id)));

    /// <summary>
    /// Compiles a version again without the ones before it, from a checkpoint that kept its <see cref="TableVersions"/>.
    /// </summary>
    /// <exception cref="KeyNotFoundException">A wheel of the document has no table version.</exception>
    public static Programme Restore(ProgrammeDocument document, long version, Hash256 hash, IReadOnlyDictionary<string, long> tableVersions) =>
        new(document, version, hash, wheel => Wheel.TableOf(wheel, tableVersions[wheel.Id]));

    public BoardDocument? FindBoard(string id)
    {
        for (int i = 0; i < Boards.Count; i++)
        {
            if (Boards[i].Id == id)
            {
                return Boards[i];
            }
        }

        return null;
    }

    public Wheel? FindWheel(string lotteryId) => wheels.GetValueOrDefault(lotteryId);

    private static WheelTable TableAfter(WheelDocument document, long version, Wheel? before)
    {
        if (before is not null)
        {
            WheelTable unchanged = Wheel.TableOf(document, before.Table.Version);
            if (WheelTableJson.Hash(unchanged) == before.TableHash)
            {
                return unchanged;
            }
        }

        return Wheel.TableOf(document, version);
    }
}
