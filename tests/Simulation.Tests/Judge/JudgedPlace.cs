using System.Security.Cryptography;
using System.Text;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Where a shard is to be: on the living silo with the highest number that SHA-256 gives for shard and name.</summary>
internal static class JudgedPlace
{
    public static string Of(int shard, IEnumerable<SiloRow> silos) =>
        silos.Where(silo => silo.Standing == SiloStanding.Live).MaxBy(silo => (Weight(shard, silo.Name), silo.Id.Value))?.Owner ?? "";

    private static string Weight(int shard, string name) =>
        Convert.ToHexString(SHA256.HashData([.. BitConverter.GetBytes(shard).Reverse(), .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 8));
}
