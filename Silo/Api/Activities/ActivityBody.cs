namespace Jifen.Silo.Api;

/// <param name="Amount">Minor units.</param>
internal sealed record ActivityBody(
    string Id, string MemberId, string Kind, string At, long? Amount = null, string? Merchant = null, string? Channel = null,
    IReadOnlyList<ActivityLineBody>? Lines = null);

/// <param name="Amount">Minor units for the whole line.</param>
internal sealed record ActivityLineBody(string Sku, string Category, long Quantity, long Amount, IReadOnlyList<string>? Tags = null);
