using FsCheck;
using FsCheck.Fluent;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Tests.Kernel;

public sealed class KeyMemoryTests
{
    [Fact]
    public void A_key_points_to_its_newest_record()
    {
        KeyMemory memory = new();
        memory.Remember(Key(1), new(5));
        memory.Remember(Key(2), new(6));
        memory.Remember(Key(1), new(9));
        Assert.Equal((new Sequence(9), new Sequence(6), new Sequence(9)), (memory.Find(Key(1)), memory.Find(Key(2)), memory.Newest));
    }

    [Fact]
    public void An_older_key_is_known_to_be_old_and_a_new_one_to_be_new()
    {
        KeyMemory memory = Filled(KeyMemory.Kept + KeyMemory.Printed);
        memory.Trim(new(long.MaxValue));
        Assert.Equal(Sequence.None, memory.Find(Key(1)));
        Assert.All(Enumerable.Range(1, KeyMemory.Printed), number => Assert.True(memory.MayBeOlder(Key(number))));
        Assert.All(Enumerable.Range(1_000_000, 10_000), number => Assert.False(memory.MayBeOlder(Key(number))));
    }

    [Fact]
    public void Beyond_what_it_has_prints_of_every_key_may_be_older()
    {
        KeyMemory memory = Filled(KeyMemory.Kept + KeyMemory.Printed + 1);
        memory.Trim(new(long.MaxValue));
        Assert.True(memory.MayBeOlder(Key(1)));
        Assert.True(memory.MayBeOlder(Key(1_000_000)));
    }

    [Fact]
    public void What_the_index_does_not_hold_is_not_dropped()
    {
        KeyMemory memory = Filled(100);
        memory.Trim(new(10));
        Assert.Equal(Sequence.None, memory.Find(Key(10)));
        Assert.Equal(new Sequence(11), memory.Find(Key(11)));
    }

    [Theory]
    [InlineData(KeyMemory.Kept, false, false)]
    [InlineData(KeyMemory.Kept + 8, false, false)]
    [InlineData(KeyMemory.Kept + 8, true, true)]
    public void It_starts_from_what_the_index_holds(int keys, bool hasMore, bool anyMayBeOlder)
    {
        KeyMemory memory = new();
        memory.Begin([.. Enumerable.Range(1, keys).Select(number => (Key(number), new Sequence(number)))], hasMore);
        Assert.All(Enumerable.Range(1, keys - KeyMemory.Kept), number => Assert.True(memory.MayBeOlder(Key(number))));
        Assert.All(Enumerable.Range(keys - KeyMemory.Kept + 1, KeyMemory.Kept), number => Assert.Equal(new Sequence(number), memory.Find(Key(number))));
        Assert.Equal(anyMayBeOlder, memory.MayBeOlder(Key(1_000_000)));
    }

    /// <summary>However keys come and go, none that was remembered is taken for a new one.</summary>
    [Fact]
    public void No_key_is_forgotten() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        static steps =>
        {
            KeyMemory memory = new();
            int last = 0;
            foreach (byte step in steps)
            {
                for (int i = 0; i < step; i++)
                {
                    memory.Remember(Key(++last), new(last));
                }

                memory.Trim(new(last - (step / 2)));
            }

            return Enumerable.Range(1, last).All(number => memory.Find(Key(number)) == new Sequence(number) || memory.MayBeOlder(Key(number)));
        }).QuickCheckThrowOnFailure();

    private static KeyMemory Filled(int keys)
    {
        KeyMemory memory = new();
        foreach (int number in Enumerable.Range(1, keys))
        {
            memory.Remember(Key(number), new(number));
        }

        return memory;
    }

    private static RequestKey Key(int number) => RequestKey.Read(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)));
}
