using Jifen.Silo.Imports;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>Where a silo meets its surroundings; tests put their own here.</summary>
public sealed record SiloSeams
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Stands between the shards and the store.</summary>
    public Func<IJournal, IJournal> Journal { get; init; } = static journal => journal;

    /// <summary>Stands between whoever asks and the shards.</summary>
    public Func<IShards, IShards> Shards { get; init; } = static shards => shards;

    /// <summary>Stands between the store and the witness of its heads.</summary>
    internal Func<IHeadWitness, IHeadWitness> Witness { get; init; } = static witness => witness;

    /// <summary>Stands between imports and the shards.</summary>
    internal Func<IImportCalls, IImportCalls> Imports { get; init; } = static calls => calls;

    /// <summary>Get every durable record, on the shards' threads.</summary>
    public IReadOnlyList<IRecordObserver> Observers { get; init; } = [];

    /// <summary>Ends the process: the disk has failed.</summary>
    public Action<JournalException> FailStop { get; init; } = ProcessEnd.DiskFailed;

    /// <summary>Has the last word on what is logged.</summary>
    public Action<ILoggingBuilder> Log { get; init; } = static _ => { };

    /// <summary>Adds to the web application before it is built.</summary>
    public Action<WebApplicationBuilder> Build { get; init; } = static _ => { };

    /// <summary>Adds endpoints and middleware after the silo's own.</summary>
    public Action<WebApplication> Map { get; init; } = static _ => { };
}
