using System.Reflection;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>Every scenario of the contract suite, with each of its writes failing once: 1, 2, 3 … until a run makes no such write.</summary>
public sealed class WriteFaultTests
{
    public static TheoryData<string, WriteFault> Scenarios
    {
        get
        {
            TheoryData<string, WriteFault> scenarios = [];
            foreach (MethodInfo method in Methods)
            {
                Array.ForEach(Enum.GetValues<WriteFault>(), fault => scenarios.Add(method.Name, fault));
            }

            return scenarios;
        }
    }

    // A stream of hundreds of appends adds no kind of write to those before it.
    private static IEnumerable<MethodInfo> Methods => typeof(JournalContract).GetMethods()
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null && method.ReturnType == typeof(void) && method.GetParameters().Length == 0);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_caller_that_reads_after_a_fault_sees_every_scenario_end_as_without(string scenario, WriteFault fault)
    {
        int nth = 0;
        WriteFaults faults;
        do
        {
            faults = new(++nth, fault);
            Run(scenario, faults, readsAfterUnknown: true);
        }
        while (faults.HasFailed);

        Assert.Equal(nth - 1, faults.Calls);
    }

    [Fact]
    public void A_caller_that_only_calls_again_is_seen_to_go_wrong()
    {
        WriteFaults faults = new(2, WriteFault.After);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Run(nameof(JournalContract.Records_come_back_as_they_were_written), faults, readsAfterUnknown: false));
        Assert.True(faults.HasFailed);
    }

    [Fact]
    public void A_fault_that_the_caller_does_not_expect_is_seen()
    {
        WriteFaults faults = new(1, WriteFault.Before);
        using FaultyJournal journal = new(new SqliteTestedStore().Open(), faults);
        Assert.Throws<StoreFullException>(() => journal.TakeOver([new(0)], "first"));
        Assert.Equal(0, journal.ReadHead(new(0)).Epoch.Value);
    }

    private static void Run(string scenario, WriteFaults faults, bool readsAfterUnknown)
    {
        using Faulty suite = new(faults, readsAfterUnknown);
        typeof(JournalContract).GetMethod(scenario)!.Invoke(suite, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    /// <summary>The suite over a faulty store. It is run by scenario, not discovered.</summary>
    private sealed class Faulty(WriteFaults faults, bool readsAfterUnknown) : JournalContract
    {
        protected override ITestedStore MakeStore() => new FaultyStore(faults, readsAfterUnknown);
    }
}
