namespace CloudNet.Web.States;

/// <summary>How a measured state is shown: always by shape and word too, never by colour alone.</summary>
public enum Tone
{
    /// <summary>Green tick: measured, and as it should be.</summary>
    Good,

    /// <summary>Amber dots: alive, and not there yet.</summary>
    Pending,

    /// <summary>Red cross: down, never seen, or with problems.</summary>
    Bad,

    /// <summary>Grey ring: nothing to measure.</summary>
    Quiet,
}
