using System.Globalization;

namespace Jifen.Process.Tests.Histories;

/// <summary>How far a session has seen one member.</summary>
public sealed class SessionView
{
    private long _sequence;

    /// <summary>Sent with its next plain read.</summary>
    public string? Position { get; private set; }

    /// <summary>Index of the operation that showed it.</summary>
    public int? Last { get; private set; }

    /// <summary>Takes in what an answer showed. The answer of a call that was sent again may be older than what was seen since.</summary>
    public void See(int operation, string position)
    {
        if (SequenceOf(position) is var sequence && sequence >= _sequence)
        {
            (_sequence, Position, Last) = (sequence, position, operation);
        }
    }

    /// <summary>Whether a read is as of what was seen, or later.</summary>
    public bool TryFollow(string? position) => position is null || SequenceOf(position) >= _sequence;

    /// <remarks>The position of a member's read is <c>shard.sequence</c>, and its shard stays the same.</remarks>
    private static long SequenceOf(string position) => long.Parse(position.AsSpan(position.IndexOf('.', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
}
