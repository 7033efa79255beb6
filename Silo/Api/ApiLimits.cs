namespace Jifen.Silo.Api;

/// <summary>Bounds of the HTTP surface, settings by these names under <c>limits</c>.</summary>
public sealed record ApiLimits
{
    /// <summary>Bytes of a request's body, but for the programme document.</summary>
    public int BodyBytes { get; init; } = 16 * 1024;

    /// <summary>Bytes of the body of a batch.</summary>
    public int BatchBytes { get; init; } = 1024 * 1024;

    /// <summary>Items of one batch.</summary>
    public int BatchItems { get; init; } = 1_000;

    /// <summary>Bytes of all headers of a request.</summary>
    public int HeaderBytes { get; init; } = 16 * 1024;

    public int Headers { get; init; } = 50;

    /// <summary>How long a client may take to send its headers.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(5);

    public int Connections { get; init; } = 4_096;

    /// <summary>Items of one page of a list.</summary>
    public int PageItems { get; init; } = 100;

    /// <summary>Items of a page where the caller does not say.</summary>
    public int DefaultPageItems { get; init; } = 20;

    /// <summary>Records of a member that one page of a list may look through.</summary>
    public int PageRecords { get; init; } = 1_000;

    /// <summary>How long a read waits for a position that the shard has not reached.</summary>
    public TimeSpan PositionWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls of one member, by its player tokens.</summary>
    public Rate MemberRate { get; init; } = new(5, 20);

    /// <summary>Calls by one server key; a batch is one call.</summary>
    public Rate KeyRate { get; init; } = new(500, 1_000);

    /// <summary>Calls from one address without a key or token that holds; files are not counted.</summary>
    public Rate AddressRate { get; init; } = new(50, 50);

    /// <summary>Members, keys and addresses, of each kind, whose calls are counted at once; newcomers beyond it are refused.</summary>
    public int RatePartitions { get; init; } = 100_000;

    /// <summary>How long the slices of a board may take to answer.</summary>
    public TimeSpan GatherWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Streams of events open at once, of all callers.</summary>
    public int Streams { get; init; } = 1_000;

    /// <summary>Streams of one member.</summary>
    public int MemberStreams { get; init; } = 5;

    /// <summary>Streams of everything.</summary>
    public int StaffStreams { get; init; } = 20;

    /// <summary>Records that a reader of a member's stream may be behind before it is cut.</summary>
    public int MemberStreamRecords { get; init; } = 64;

    /// <summary>Records that a reader of the stream of everything may be behind before it is cut.</summary>
    public int StaffStreamRecords { get; init; } = 4_096;

    /// <summary>How often a stream says that it lives; a key or token that has ended is seen no later.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Pages of the Dashboard open at once, of all staff.</summary>
    public int Circuits { get; init; } = 100;

    /// <summary>Bytes of one message that a page of the Dashboard may send.</summary>
    public int CircuitMessageBytes { get; init; } = 32 * 1024;

    /// <summary>How long a page that lost its connection may come back to where it was.</summary>
    public TimeSpan CircuitAway { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a sign-in holds that is not used.</summary>
    public TimeSpan StaffSession { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Nesting of a JSON body.</summary>
    public const int JsonDepth = 8;

    /// <summary>Characters of any text in a body, a path or a query.</summary>
    public const int TextLength = 256;

    public const int IdLength = 64;

    public const int PlayerSeedLength = 64;

    public const int IdempotencyKeyLength = 255;

    public const int ActivityLines = 100;

    public const int LineTags = 20;

    public const int OpeningLots = 100;

    /// <summary>Largest count or amount in minor units that is taken in: whole in every JSON reader.</summary>
    public const long LargestNumber = (1L << 53) - 1;
}
