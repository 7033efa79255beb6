namespace Jifen.Simulation.Tests.Judge;

/// <summary>Versions: published in order, adopted by each shard before a decision names them.</summary>
internal sealed class CatalogueModel(Case judged) : Model(judged)
{
    private readonly List<ProgrammePublished> _published = [];
    private readonly List<CatalogueAdopted>[] _adopted = [.. Enumerable.Range(0, judged.World.Scenario.Shards).Select(_ => new List<CatalogueAdopted>())];

    public override void See(Seen seen)
    {
        long inForce = _adopted[seen.Shard.Value].FindLast(v => v.EffectiveAt <= seen.Stamp)?.Version ?? 0;
        Require(
            seen.Record.CatalogueVersion == inForce, Checks.VersionsAreAdopted, seen,
            $"it names version {seen.Record.CatalogueVersion}, and {inForce} is in force on its shard");
        foreach (GrainEvent happened in seen.Events)
        {
            if (happened is ProgrammePublished published)
            {
                Require(published.Version == _published.Count + 1, Checks.VersionsAreAdopted, seen, "versions are not numbered in order");
                Require(published.EffectiveAt - seen.Stamp >= TimeSpan.FromSeconds(2), Checks.VersionsAreAdopted, seen, "a version takes effect too soon");
                _published.Add(published);
                Case.Programmes.Publish(published.Version, published.Document);
            }
            else if (happened is CatalogueAdopted adopted)
            {
                Adopt(seen, adopted);
            }
        }
    }

    private void Adopt(Seen seen, CatalogueAdopted adopted)
    {
        List<CatalogueAdopted> versions = _adopted[seen.Shard.Value];
        ProgrammePublished? published = _published.Find(p => p.Version == adopted.Version);
        Require(
            published is not null && published.Document == adopted.Document && published.EffectiveAt == adopted.EffectiveAt,
            Checks.VersionsAreAdopted, seen, $"version {adopted.Version} was not published so");
        Require(versions.Count == 0 || versions[^1].Version < adopted.Version, Checks.VersionsAreAdopted, seen, "an older version is adopted after a newer one");
        versions.Add(adopted);
    }
}
