namespace Jifen.Silo.Security;

/// <summary>The keys of a store whose silos share them.</summary>
public static class SharedSecretKeys
{
    /// <summary>The keys; at the very first start they are made. Of several silos that start at once, one makes them and all use them.</summary>
    /// <param name="storeExists">Whether the store already holds records: then its keys must be there.</param>
    /// <exception cref="SecretKeysRefusedException">They are missing beside an existing store, sealed with another secret, or damaged.</exception>
    public static SecretKeys OpenOrCreate(ISharedDocuments documents, bool storeExists)
    {
        ISharedDocument document = documents.Open(SecretKeyFile.Name);
        using IDisposable turn = document.TakeTurn();
        SecretKeys? keys = null;
        document.ReadNew(content => keys = Read(content, document.Place));
        if (keys is null && storeExists)
        {
            throw new SecretKeysRefusedException(
                SecretKeysRefusal.Missing, document.Place,
                $"The store exists but its keys are missing: {document.Place}. Restore them from a backup; without them neither sealed seeds nor members can be found again.");
        }

        if (keys is null)
        {
            keys = SecretKeys.Create();
            document.Write(SecretKeyDocument.Write(keys));
        }

        return keys;
    }

    /// <summary>The keys, or null where there are none.</summary>
    /// <exception cref="SecretKeysRefusedException">They are sealed with another secret, or damaged.</exception>
    public static SecretKeys? Find(ISharedDocuments documents)
    {
        ISharedDocument document = documents.Open(SecretKeyFile.Name);
        SecretKeys? keys = null;
        document.ReadNew(content => keys = Read(content, document.Place));
        return keys;
    }

    private static SecretKeys Read(byte[] content, string place)
    {
        try
        {
            return SecretKeyDocument.Read(content);
        }
        catch (FormatException broken)
        {
            throw new SecretKeysRefusedException(SecretKeysRefusal.Unreadable, place, $"The keys in {place} are damaged or of another format (at {broken.Message}).", broken);
        }
    }
}
