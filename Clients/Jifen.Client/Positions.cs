namespace Jifen.Client;

/// <summary>The newest position that was answered about each subject, as many as there is room for. Safe for threads.</summary>
internal sealed class Positions(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Subject, string Position)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Subject, string Position)> _newest = new();

    public string? Find(string subject)
    {
        lock (_gate)
        {
            return _nodes.GetValueOrDefault(subject)?.Value.Position;
        }
    }

    public void Keep(string subject, string position)
    {
        lock (_gate)
        {
            if (_nodes.Remove(subject, out LinkedListNode<(string, string)>? known))
            {
                _newest.Remove(known);
            }

            _nodes[subject] = _newest.AddFirst((subject, position));
            if (_nodes.Count > most)
            {
                _nodes.Remove(_newest.Last!.Value.Subject);
                _newest.RemoveLast();
            }
        }
    }
}
