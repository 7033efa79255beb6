namespace Jifen.Silo.Hosting;

/// <summary>Whether the silo serves. Safe for threads.</summary>
public sealed class SiloReadiness
{
    private volatile string _reason = "The shards are being loaded.";
    private volatile bool _ready;
    private volatile bool _failed;

    public bool IsReady => _ready;

    /// <summary>Why it does not.</summary>
    public string Reason => _reason;

    internal void Serves()
    {
        _ready = !_failed;
    }

    internal void Ends(string reason)
    {
        (_failed, _reason) = (true, reason);
        _ready = false;
    }
}
