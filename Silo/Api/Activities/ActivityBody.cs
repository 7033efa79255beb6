namespace Jifen.Silo.Api;

/// <param name="Amount">Minor units.</param>
internal sealed record ActivityBody(
    string Id, string MemberId, string Kind, string At, long? Amount = null, string? Merchant = null, string? Channel = null,
    IReadOnlyList<ActivityLineBody>? Lines = null);

/// <param name="Amount">Minor units for the whole line.</param>
internal sealed record ActivityLineBody(string Sku, string Category, long Quantity, long Amount, IReadOnlyList<string>? Tags = null);

/// <param name="Amount">Minor units; neither amount nor lines means all that is left.</param>
internal sealed record RefundBody(string MemberId, long? Amount = null, IReadOnlyList<RefundLineBody>? Lines = null);

/// <param name="Line">Index of the activity's line.</param>
/// <param name="Amount">Minor units; absent means all that is left of the line.</param>
internal sealed record RefundLineBody(int Line, long? Amount = null);
