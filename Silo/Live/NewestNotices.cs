namespace Jifen.Silo.Live;

/// <summary>The newest notices by their time, each once; of those of one time the one that came later is the newer. Not safe for threads.</summary>
internal sealed class NewestNotices(int kept)
{
    /// <summary>Oldest first.</summary>
    private readonly List<LiveNotice> _notices = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<LiveNotice> All => [.. Enumerable.Reverse(_notices)];

    public void Add(LiveNotice notice)
    {
        if (_notices.Exists(known => known.Id == notice.Id))
        {
            return;
        }

        _notices.Insert(_notices.FindLastIndex(known => known.At <= notice.At) + 1, notice);
        if (_notices.Count > kept)
        {
            _notices.RemoveAt(0);
        }
    }
}
