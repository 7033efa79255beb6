using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>Makes values of contract types by their shape alone, so that a type that is new is covered without a word.</summary>
internal sealed class Sample(SeededDraw draw)
{
    private static readonly string[] Texts = ["", "wheel", "幸运转盘", "a \"quoted\" \\ one", "\u2028\t<&>", "😀"];

    private readonly NullabilityInfoContext _nullability = new();

    public T Of<T>() => (T)Of(typeof(T));

    public object Of(Type type)
    {
        if (type.IsAbstract && !type.IsInterface)
        {
            return Of(draw.Of(KindsOf(type)));
        }

        return type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } underlying => Of(underlying),
            _ when type == typeof(string) => draw.Of(Texts),
            _ when type == typeof(bool) => draw.OneIn(2),
            _ when type == typeof(int) => draw.Below(1_000),
            _ when type == typeof(long) => Long(),
            _ when type == typeof(Int128) => (Int128)Long() * Long(),
            _ when type == typeof(UInt128) => (UInt128)(ulong)Long() << 64 | (ulong)Long(),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddMilliseconds(draw.Below(int.MaxValue)),
            _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(draw.Below(3_000_000)),
            _ when type == typeof(PeriodKey) => Period(DateOnly.FromDayNumber(draw.Below(3_000_000))),
            _ when type.IsEnum => draw.Of<object>([.. Enum.GetValues(type).Cast<object>()]),
            _ when ItemOf(type) is { } item => List(item),
            _ => Made(type),
        };
    }

    private PeriodKey Period(DateOnly day) => draw.Of(Enum.GetValues<PeriodKind>()) is var kind && kind == PeriodKind.Campaign
        ? PeriodKey.Between(day, day.AddDays(draw.Below(400)))
        : PeriodKey.Of(kind, day);

    /// <summary>The types that stand for an abstract one on the wire and in the journal.</summary>
    public static Type[] KindsOf(Type type) =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType).ToArray() is { Length: > 0 } named
            ? named
            : throw new ArgumentException($"{type} names no kinds");

    /// <summary>Whether two values are the same all the way down.</summary>
    public static bool Same(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string, _) => one.Equals(other),
        (IEnumerable left, IEnumerable right) => left.Cast<object?>().ToArray() is var a && right.Cast<object?>().ToArray() is var b
            && a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        _ when one.GetType() != other.GetType() => false,
        _ when IsOurs(one.GetType()) && !one.GetType().IsEnum => one.Equals(other)
            || (Properties(one.GetType()) is { Length: > 0 } all && all.All(property => Same(property.GetValue(one), property.GetValue(other)))),
        _ => one.Equals(other),
    };

    private static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("Jifen.", StringComparison.Ordinal);

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private long Long() => draw.Below(3) switch
    {
        0 => draw.Below(10),
        1 => draw.Below(int.MaxValue),
        _ => long.MaxValue - draw.Below(1_000),
    };

    private Array List(Type item)
    {
        Array list = Array.CreateInstance(item, draw.Below(4));
        for (int i = 0; i < list.Length; i++)
        {
            list.SetValue(Of(item), i);
        }

        return list;
    }

    private object Made(Type type)
    {
        ConstructorInfo? longest = type.GetConstructors().Where(made => made.GetParameters().All(parameter => parameter.ParameterType != type))
            .MaxBy(made => made.GetParameters().Length);
        ParameterInfo[] parameters = longest?.GetParameters() ?? [];
        object made = longest?.Invoke([.. parameters.Select(parameter => OrNull(parameter.ParameterType, _nullability.Create(parameter)))])
            ?? Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in Properties(type).Where(property => property.CanWrite && !IsParameter(property, parameters)))
        {
            property.SetValue(made, OrNull(property.PropertyType, _nullability.Create(property)));
        }

        return made;
    }

    private static bool IsParameter(PropertyInfo property, ParameterInfo[] parameters) => parameters.Any(parameter => parameter.Name == property.Name);

    private object? OrNull(Type type, NullabilityInfo nullability) =>
        nullability.ReadState == NullabilityState.Nullable && draw.OneIn(3) ? null : Of(type);
}
