using Jifen.Silo.Boards;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>How the members of a list are shown to a caller: a server key sees the brand's ids, a player its own.</summary>
/// <param name="persons">Those of the list that are known.</param>
/// <param name="own">The player who asks; null for a server key.</param>
internal sealed class ShownNames(IReadOnlyDictionary<MemberKey, Person> persons, MemberKey? own, MemberMask mask)
{
    public static ShownNames Nobody(MemberMask mask) => new(new Dictionary<MemberKey, Person>(), null, mask);

    /// <summary>The brand's id, where the caller may see it.</summary>
    public string? IdOf(MemberKey member) =>
        (own is null || own == member) && persons.TryGetValue(member, out Person? person) ? person.Id : null;

    /// <summary>What others call the member; null for one who is not shown, unless to a server key or to itself.</summary>
    public string? AliasOf(MemberKey member)
    {
        BoardName name = NameOf(member);
        return name.Listed || IdOf(member) is not null ? name.Alias ?? mask.Alias(member) : null;
    }

    public bool IsAnonymous(MemberKey member) => !NameOf(member).Listed;

    private BoardName NameOf(MemberKey member) => BoardName.Of(persons.GetValueOrDefault(member));
}
