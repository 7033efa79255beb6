using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>
/// All published versions of the programme, compiled, for whoever renders what was decided under them. It follows the journal; safe
/// for threads.
/// </summary>
public sealed class PublishedProgrammes(ProgrammeLibrary library, IJournal journal) : IRecordObserver
{
    private readonly Lock _gate = new();
    private volatile Version[] _versions = [];

    public ProgrammeLibrary Library => library;

    /// <summary>Published versions, oldest first.</summary>
    public IReadOnlyList<PublishedVersion> All => [.. _versions.Select(version => version.Published)];

    /// <summary>The newest version, or null before the first.</summary>
    public PublishedVersion? Newest => _versions is [.., var last] ? last.Published : null;

    /// <summary>The newest version, compiled, whether or not its time has come; null before the first.</summary>
    public Programme? Current => _versions is [.., var last] ? last.Programme : null;

    /// <summary>The version in force at an instant, or null before the first.</summary>
    public Programme? InForce(Stamp now) => Array.FindLast(_versions, version => version.Published.EffectiveAt <= now)?.Programme;

    /// <summary>Takes over the versions that the catalogue's shard has.</summary>
    public void Load(IReadOnlyList<PublishedVersion> versions)
    {
        foreach (PublishedVersion version in versions)
        {
            Add(version);
        }
    }

    public void Durable(JournalRecord record, RecordBody body)
    {
        foreach (GrainEvent happened in body.Events ?? [])
        {
            if (happened is ProgrammePublished published)
            {
                Add(new(published.Version, published.Document, published.EffectiveAt, published.Actor));
            }
        }
    }

    /// <exception cref="InvariantBrokenException">No such version was published.</exception>
    public Programme Of(long version)
    {
        Version[] versions = _versions;
        Invariant.Holds(version >= 1 && version <= versions.Length, $"version {version} was published");
        return versions[(int)version - 1].Programme;
    }

    public Programme? Find(long version) => version >= 1 && version <= _versions.Length ? Of(version) : null;

    /// <summary>A wheel that something was decided under.</summary>
    public Wheel Wheel(long version, string lottery)
    {
        Wheel? wheel = Of(version).FindWheel(lottery);
        Invariant.Holds(wheel is not null, $"version {version} has the wheel {lottery}");
        return wheel;
    }

    /// <summary>The cards of a deck that something was decided under.</summary>
    /// <exception cref="Api.ProblemException">Another silo has dealt of a deck that this one has not heard of yet.</exception>
    public DeckCards DeckCards(string lottery) => (_versions is [.., var newest] ? newest.Programme.DecksEver.Find(lottery) : null)
        ?? throw new Api.ProblemException(RejectionCodes.TryAgain, "The version that brought the deck has not arrived here yet.");

    /// <summary>A draw that was held by a version.</summary>
    /// <exception cref="Api.ProblemException">Another silo has held it by a version that this one has not heard of yet.</exception>
    public Draw Draw(long version, string lottery) => Find(version)?.FindDraw(lottery)
        ?? throw new Api.ProblemException(RejectionCodes.TryAgain, "The version that the draw was held by has not arrived here yet.");

    private void Add(PublishedVersion published)
    {
        lock (_gate)
        {
            Version[] versions = _versions;
            if (published.Version <= versions.Length)
            {
                return;
            }

            Programme before = versions.Length == 0 ? Programme.Empty : versions[^1].Programme;
            _versions = [.. versions, new(published, Compile(published, before))];
        }
    }

    private Programme Compile(PublishedVersion published, Programme before)
    {
        if (library.Find(published.Version, published.Document, before) is { } known)
        {
            return known;
        }

        byte[]? bytes = journal.ReadDocument(published.Document);
        Invariant.Holds(bytes is not null, $"document {published.Document} is stored");
        library.Add(published.Document, bytes);
        return library.Find(published.Version, published.Document, before)!;
    }

    private sealed record Version(PublishedVersion Published, Programme Programme);
}
