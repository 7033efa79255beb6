using System.Text.Json.Serialization;

namespace Jifen.Silo.Journal.Sqlite;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class StoreJson : JsonSerializerContext;
