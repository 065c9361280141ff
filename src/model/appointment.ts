/** A talk that a citizen has been given a time for. */
export interface Appointment {
  readonly id: string;
  readonly citizen: string;
  readonly at: Date;
  readonly minutes: number;
  /** where, in the words of staff: "Rådhuset, 2. sal" */
  readonly place: string;
  /** what the place looks like: a picture of the catalogue, or a photo that was stored with the citizen */
  readonly look: { readonly picture: string } | { readonly photo: string };
  /** the ids of members of staff who come */
  readonly staff: readonly string[];
  /** first names of others who come */
  readonly others: readonly string[];
  /** the member of staff who made it */
  readonly by?: string;
  readonly createdAt: Date;
  readonly cancelledAt?: Date;
  /** when it was before it was moved last */
  readonly movedFrom?: Date;
  /** what became of it, once somebody has said so */
  readonly became?: "held" | "not-come";
}

/** A time that follows an appointment: so many days before (negative) or after it, at a local time of day. */
export interface Relative {
  /** id of the appointment */
  readonly appointment: string;
  readonly days: number;
  /** "10:00"; absent: a little after the appointment has ended */
  readonly time?: string;
}
