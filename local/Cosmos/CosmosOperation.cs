namespace QNom.Local.Cosmos;

/// <summary>What a request asks for, as the log and fault injection name it.</summary>
public enum CosmosOperation
{
    /// <summary>Account, databases, containers, ranges and offers: everything that is not about items.</summary>
    Metadata,

    /// <summary>A point read.</summary>
    Read,

    /// <summary>Creates an item.</summary>
    Create,

    /// <summary>Creates or replaces an item.</summary>
    Upsert,

    /// <summary>Replaces an item.</summary>
    Replace,

    /// <summary>Changes parts of an item.</summary>
    Patch,

    /// <summary>Deletes an item.</summary>
    Delete,

    /// <summary>A transactional batch or a bulk request.</summary>
    Batch,

    /// <summary>One page of a query.</summary>
    Query,

    /// <summary>A query plan, which reads nothing.</summary>
    QueryPlan,

    /// <summary>One page of all items.</summary>
    ReadFeed,

    /// <summary>One page of the change feed.</summary>
    ChangeFeed,
}
