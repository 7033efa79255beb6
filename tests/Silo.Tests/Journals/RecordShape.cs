using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Silo.Tests.Journals;

/// <summary>What of a type stands in a record: its name where it is a kind, and its fields.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Kinds by type, of every family whose members are told apart by a name.</summary>
    private static readonly Dictionary<Type, string> Kinds =
        new[] { typeof(ShardInput), typeof(Message), typeof(GrainEvent), typeof(Answer) }
            .SelectMany(family => family.GetCustomAttributes<JsonDerivedTypeAttribute>()).ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    private readonly string? _kind;
    private readonly IReadOnlyList<Field> _fields;

    private RecordShape(Type type)
    {
        _kind = Kinds.GetValueOrDefault(type);
        string owner = _kind ?? JsonNamingPolicy.CamelCase.ConvertName(type.Name);
        _fields =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null && property.GetIndexParameters().Length == 0)
                .Select(property => new Field(property, owner)),
        ];
    }

    /// <summary>Names of all that a value of this type may have.</summary>
    public static IReadOnlySet<string> NamesUnder(Type type)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<Type> seen = [];
        Queue<Type> open = new([type]);
        while (open.TryDequeue(out Type? next))
        {
            if (seen.Add(next))
            {
                RecordShape shape = Of(next);
                names.UnionWith(next.IsAbstract ? [] : shape.OwnNames());
                Type[] members = [.. Kinds.Keys.Where(kind => kind.BaseType == next), .. shape._fields.Select(field => field.Held).OfType<Type>()];
                Array.ForEach(members, open.Enqueue);
            }
        }

        return names;
    }

    /// <summary>Adds the names of what a value has.</summary>
    public static void AddNames(object value, ISet<string> names)
    {
        RecordShape shape = Of(value.GetType());
        if (shape._kind is { } kind)
        {
            names.Add(kind);
        }

        foreach (Field field in shape._fields)
        {
            field.AddNames(value, names);
        }
    }

    private static RecordShape Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    private IEnumerable<string> OwnNames() =>
        [.. _kind is null ? (IEnumerable<string>)[] : [_kind], .. _fields.Where(field => field.Optional is not null).Select(field => field.Optional!)];

    /// <summary>A property that is written into the JSON.</summary>
    private sealed class Field
    {
        private readonly PropertyInfo _property;

        public Field(PropertyInfo property, string owner)
        {
            _property = property;
            string name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            lock (Nullability)
            {
                Optional = Nullability.Create(property).ReadState == NullabilityState.Nullable ? $"{owner}.{name}" : null;
            }

            Held = HeldBy(property.PropertyType);
        }

        /// <summary>Its name, where it may be absent; else null.</summary>
        public string? Optional { get; }

        /// <summary>The type of what it holds, or of what its list holds, where that has fields of its own; else null.</summary>
        public Type? Held { get; }

        public void AddNames(object owner, ISet<string> names)
        {
            if ((Optional ?? (object?)Held) is null || _property.GetValue(owner) is not { } value)
            {
                return;
            }

            if (Optional is not null)
            {
                names.Add(Optional);
            }

            if (Held is not null)
            {
                foreach (object item in value is IEnumerable list ? list.Cast<object>() : [value])
                {
                    RecordShape.AddNames(item, names);
                }
            }
        }

        private static Type? HeldBy(Type type)
        {
            Type held = Nullable.GetUnderlyingType(type) ?? type;
            held = held.IsGenericType && held.IsAssignableTo(typeof(IEnumerable)) ? held.GetGenericArguments()[0] : held;
            return held.Assembly == typeof(RecordBody).Assembly && !held.IsEnum && held.GetCustomAttribute<JsonConverterAttribute>() is null ? held : null;
        }
    }
}
