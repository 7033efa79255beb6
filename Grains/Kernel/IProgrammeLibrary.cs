using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Kernel;

/// <summary>Compiled catalogue versions. What is once in it never changes; safe for threads.</summary>
public interface IProgrammeLibrary
{
    /// <summary>The version compiled from the document, or null while the document is not at hand.</summary>
    /// <param name="before">The version adopted before it, whose unchanged wheel tables keep their number.</param>
    Programme? Find(long version, Hash256 document, Programme before);
}
