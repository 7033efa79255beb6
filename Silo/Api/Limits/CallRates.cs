using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>
/// How often who has called: members and server keys by who they are proven to be, everybody else by the address of the connection.
/// Nothing that a caller merely says is looked at. Safe for threads.
/// </summary>
internal sealed class CallRates(ApiLimits limits, TimeProvider time)
{
    private readonly RateTable<MemberKey> _members = new(limits.MemberRate, limits.RatePartitions, time);
    private readonly RateTable<string> _keys = new(limits.KeyRate, limits.RatePartitions, time);
    private readonly RateTable<UInt128> _addresses = new(limits.AddressRate, limits.RatePartitions, time);

    /// <summary>Counts a call; the result is how long its caller has to wait, or zero where it may be served.</summary>
    public TimeSpan Take(HttpContext context) => context.User switch
    {
        CallerPrincipal { Member: { } member } => _members.Take(member),
        CallerPrincipal server => _keys.Take(server.Actor),
        _ => _addresses.Take(NetworkOf(context.Connection.RemoteIpAddress)),
    };

    /// <summary>An address of version 4 whole; of version 6 the first half, since the second is its holder's to choose.</summary>
    public static UInt128 NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return UInt128.Zero;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        bool four = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        UInt128 whole = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return four ? whole : whole >> 64 << 64;
    }
}
