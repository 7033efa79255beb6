using System.Security.Cryptography;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Draws;

/// <summary>All entries of a period on one shard.</summary>
internal sealed class PeriodEntries
{
    private readonly List<KeyValuePair<MemberKey, long>> _members;

    private PeriodEntries(List<KeyValuePair<MemberKey, long>> members) => _members = members;

    public long Members => _members.Count;

    public long Entries => _members.Sum(member => member.Value);

    public static PeriodEntries Of(ShardState state, string lottery, string period)
    {
        List<KeyValuePair<MemberKey, long>> members = [.. state.EntriesOf(lottery, period).SelectMany(part => part.Entries)];
        members.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        return new(members);
    }

    /// <summary>SHA-256 over the members in the order of their keys.</summary>
    public Hash256 Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> entry = stackalloc byte[MemberKey.ByteLength + sizeof(long)];
        foreach ((MemberKey member, long count) in _members)
        {
            EntryPart.Write(entry, member, count);
            hash.AppendData(entry);
        }

        return Hash256.Read(hash.GetHashAndReset());
    }

    /// <summary>The members with the smallest slips, in their order.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<DrawnSlip> Smallest(ReadOnlySpan<byte> seed, string lottery, string period, int most)
    {
        PriorityQueue<DrawnSlip, DrawnSlip> smallest = new(Comparer<DrawnSlip>.Create(static (left, right) => DrawSlip.Compare(right, left)));
        foreach ((MemberKey member, long count) in _members)
        {
            DrawnSlip slip = new(member, DrawSlip.SmallestOf(seed, lottery, period, member, count));
            if (smallest.Count < most)
            {
                smallest.Enqueue(slip, slip);
            }
            else
            {
                smallest.EnqueueDequeue(slip, slip);
            }
        }

        List<DrawnSlip> drawn = [.. smallest.UnorderedItems.Select(item => item.Element)];
        drawn.Sort(DrawSlip.Compare);
        return drawn;
    }
}
