namespace CloudNet.Store.Lists;

/// <summary>In which order a list is.</summary>
public enum ListSort
{
    /// <summary>By name, as its bytes are: upper case comes first.</summary>
    Name,

    /// <summary>By name, the last one first.</summary>
    NameDescending,

    /// <summary>The oldest first.</summary>
    Created,

    /// <summary>The newest first.</summary>
    CreatedDescending,
}
