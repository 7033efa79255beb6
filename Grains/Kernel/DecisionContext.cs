using Jifen.Grains.Fairness;

namespace Jifen.Grains.Kernel;

/// <summary>All that a decision may look at besides the state and the input.</summary>
/// <param name="Now">The stamp that the record will carry.</param>
/// <param name="Next">The sequence that the record will carry; ids are minted from it.</param>
/// <param name="Key">Identity of the request, where it has one.</param>
/// <param name="Seeds">Opens the seeds of lottery periods.</param>
/// <param name="Programmes">Catalogue documents at hand.</param>
/// <param name="Past">What the decision said it needs by <see cref="RecordNeeded"/>, where that has been looked up.</param>
public readonly record struct DecisionContext(
    Stamp Now, Sequence Next, RequestKey? Key, ISeedVault Seeds, IProgrammeLibrary Programmes,
    PastRecord? Past = null);
