import type { ComponentChildren } from 'preact';

/** One thing to know of an item, under its name. */
export function Fact({ title, children }: { title: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="h-fact">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
