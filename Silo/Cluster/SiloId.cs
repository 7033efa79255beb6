namespace Jifen.Silo.Cluster;

/// <summary>
/// One life of a silo: made when its process joins the cluster, and anew when it joins again after it was declared dead. An id that was
/// declared dead never comes back.
/// </summary>
public readonly record struct SiloId(Guid Value)
{
    /// <summary>The form in which the store names an owner: 32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");

    public static SiloId New() => new(Guid.NewGuid());

    /// <summary>False for every text that is not one of <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, out SiloId id)
    {
        bool parsed = Guid.TryParseExact(text, "N", out Guid value);
        id = new(value);
        return parsed;
    }
}
