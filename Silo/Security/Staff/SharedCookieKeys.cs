using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Jifen.Silo.Security;

/// <summary>The keys that cookies are encrypted with, in a document that the silos share: who signed in at one is known at all. Safe for threads.</summary>
internal sealed class SharedCookieKeys(ISharedDocuments documents) : IXmlRepository
{
    private const string Root = "keys";

    private readonly Lock _gate = new();
    private readonly ISharedDocument _document = documents.Open("dashboard-keys.xml");
    private XElement _keys = new(Root);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
        {
            ReadNew();
            return [.. _keys.Elements()];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
        {
            using IDisposable turn = _document.TakeTurn();
            ReadNew();
            XElement keys = new(Root, _keys.Elements(), element);
            _document.Write(Encoding.UTF8.GetBytes(keys.ToString(SaveOptions.DisableFormatting)));
            _keys = keys;
        }
    }

    private void ReadNew() => _document.ReadNew(content => _keys = XElement.Parse(Encoding.UTF8.GetString(content)));
}
