namespace Jifen.Silo.Security;

/// <summary>Why the keys beside a store cannot be used.</summary>
public enum SecretKeysRefusal
{
    /// <summary>The store exists and its keys do not: seeds and members could never be found again under new ones.</summary>
    Missing,

    /// <summary>Other accounts of the machine may read or write the file.</summary>
    Exposed,

    /// <summary>The file is damaged or of another format.</summary>
    Unreadable,

    /// <summary>They were sealed with another cluster secret, or altered.</summary>
    Sealed,
}

/// <summary>An account of staff cannot be made or changed as asked; nothing was changed.</summary>
public sealed class StaffRefusedException(LocalText reason) : Exception(reason.En)
{
    public LocalText Reason { get; } = reason;
}

/// <summary>The keys beside the store cannot be used; the silo does not start.</summary>
public sealed class SecretKeysRefusedException(SecretKeysRefusal refusal, string path, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public SecretKeysRefusal Refusal { get; } = refusal;

    public string Path { get; } = path;

    /// <summary>The same in Simplified Chinese.</summary>
    public string ChineseMessage => Refusal switch
    {
        SecretKeysRefusal.Missing => $"数据存储已存在，但密钥文件 {Path} 不见了。请从备份恢复它；没有它，已封存的种子和会员都无法找回。",
        SecretKeysRefusal.Exposed => $"密钥文件 {Path} 可被本机其他账户访问。请执行 chmod 600，并考虑轮换密钥。",
        SecretKeysRefusal.Sealed => $"{Path} 无法解封：集群密码 JIFEN_CLUSTER_SECRET 与创建时不同，或内容已被改动。",
        _ => $"密钥文件 {Path} 已损坏或格式不同。请从备份恢复它。",
    };
}
