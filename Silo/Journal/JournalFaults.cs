namespace Jifen.Silo.Journal;

/// <summary>A fault of the store. Each kind says what is known after it.</summary>
public abstract class JournalException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Nothing was written; the call may be made again when there is space.</summary>
public sealed class StoreFullException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>The batch may or may not have been written. Only the store's heads can tell.</summary>
public sealed class AppendOutcomeUnknownException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>The disk failed. Nothing more may be acknowledged by this process.</summary>
public sealed class JournalFailedException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>What was read is not what was written. The message names the record or row.</summary>
public sealed class JournalDamagedException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>The journal is shorter than the witness remembers, or holds another record there.</summary>
public sealed class JournalWentBackException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>The store is open elsewhere, is of another format, or belongs to another programme or pepper.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : JournalException(message, inner)
{
    /// <summary>The whole message in Chinese, or null where it is said in general words.</summary>
    public string? ChineseMessage { get; init; }
}

/// <summary>The store could not be reached for as long as a caller waits. What was acknowledged before stays so.</summary>
public sealed class StoreUnreachableException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>The record lies in a part of the journal that was detached and archived; the part is named.</summary>
public sealed class RecordArchivedException(string message, Exception? inner = null) : JournalException(message, inner);
