using Jifen.Grains.Kernel;

namespace Jifen.Grains.Tests.Driving;

/// <summary>A record as a journal would keep it.</summary>
internal sealed record TestRecord(RecordStamp At, byte[] Body);
